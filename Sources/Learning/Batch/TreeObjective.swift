import Domain

/// What XGBoost is asked to minimise, and how its raw scores become answers.
enum TreeObjective: Hashable, Codable, Sendable {
    /// How the order inside of a group of rows is judged.
    enum Ranking: String, Hashable, Codable, Sendable {
        case pairwise = "rank:pairwise"
        case gain = "rank:ndcg"
    }

    case binary
    case multiClass(Int)
    case squaredError
    /// The share of answers that lie above the truth, 0.001–0.999.
    ///
    /// The library has no such objective in 1.7; ``PinballGradient`` gives it the gradients.
    case quantile(Double)
    /// Counts, by the logarithm of their mean.
    case poisson
    case ranking(Ranking)

    init(task: LearningTask) {
        switch task {
        case .regression: self = .squaredError
        case .classification(let classes): self = classes.count == 2 ? .binary : .multiClass(classes.count)
        }
    }

    /// The objective of a task, for numbers with the hyperparameter `loss`: 0 squared, 1 absolute (the median), 2 Poisson.
    ///
    /// - Throws: ``TrialError`` where classes are asked for with a loss of numbers.
    init(task: LearningTask, settings: TreeSettings) throws(TrialError) {
        self.init(task: task)
        let loss = settings.whole("loss")
        guard loss != 0 else { return }
        guard case .regression = task else {
            throw TrialError(.invalid, "loss is \(loss), which is for numbers; leave it out for classes")
        }
        self = loss == 1 ? .quantile(0.5) : .poisson
    }

    /// The objective's name in the library and in what it saves.
    var libraryName: String {
        switch self {
        case .binary: "binary:logistic"
        case .multiClass: "multi:softprob"
        case .squaredError, .quantile: "reg:squarederror"
        case .poisson: "count:poisson"
        case .ranking(let ranking): ranking.rawValue
        }
    }

    var parameters: [(String, String)] {
        let name = ("objective", libraryName)
        if case .multiClass(let count) = self { return [name, ("num_class", "\(count)")] }
        return [name]
    }

    /// Trees' scores an answer.
    var groups: Int {
        if case .multiClass(let count) = self { count } else { 1 }
    }

    /// The raw score of an answer, as the library takes its `base_score`.
    func margin(_ answer: Float) -> Float {
        switch self {
        case .binary: -Float(Elementary.log(1 / Double(answer) - 1))
        case .poisson: Float(Elementary.log(Double(answer)))
        case .multiClass, .squaredError, .quantile, .ranking: answer
        }
    }

    func output(_ scores: [Double]) -> Output {
        switch self {
        case .binary: .binary(Elementary.sigmoid(scores[0]))
        case .multiClass: .shares(Softmax.shares(scores))
        case .poisson: .number(Elementary.exp(scores[0]))
        case .squaredError, .quantile, .ranking: .number(scores[0])
        }
    }
}
