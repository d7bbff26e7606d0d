import Domain

/// What XGBoost is asked to minimise, and how its raw scores become answers.
enum TreeObjective: Hashable, Codable, Sendable {
    case binary
    case multiClass(Int)
    case squaredError

    init(task: LearningTask) {
        switch task {
        case .regression: self = .squaredError
        case .classification(let classes): self = classes.count == 2 ? .binary : .multiClass(classes.count)
        }
    }

    var parameters: [(String, String)] {
        switch self {
        case .binary: [("objective", "binary:logistic")]
        case .multiClass(let count): [("objective", "multi:softprob"), ("num_class", "\(count)")]
        case .squaredError: [("objective", "reg:squarederror")]
        }
    }

    /// Trees' scores an answer.
    var groups: Int {
        if case .multiClass(let count) = self { count } else { 1 }
    }

    func output(_ scores: [Double]) -> Output {
        switch self {
        case .binary: .binary(Elementary.sigmoid(scores[0]))
        case .multiClass: .shares(Softmax.shares(scores))
        case .squaredError: .number(scores[0])
        }
    }
}
