package import Domain

/// What several models answer to the same rows, none of which they were trained on, beside the rows' labels.
package struct HeldOutAnswers: Sendable {
    /// Numbers of an answer: one a class, or one.
    private let width: Int
    /// By model: `rows × width`, row-major.
    private(set) var answers: [[Double]]
    private var truths: [Truth] = []

    package var rows: Int { truths.count }

    /// - Parameters:
    ///   - models: How many there are.
    ///   - task: What they answer.
    package init(models: Int, task: LearningTask) {
        width = max(1, task.classes.count)
        answers = Array(repeating: [], count: models)
    }

    /// Adds rows with the models' answers to them.
    ///
    /// - Parameters:
    ///   - outputs: By model, one a row.
    ///   - truths: The rows' labels.
    /// - Throws: ``TrialError`` where a model answers something else than the task asks for, or no finite number.
    package mutating func add(_ outputs: [[Output]], truths: [Truth]) throws(TrialError) {
        for (model, outputs) in outputs.enumerated() {
            for output in outputs {
                guard let numbers = output.blendedNumbers, numbers.count == width else {
                    throw TrialError(.invalid, "model \(model + 1) answers something else than the others")
                }
                guard numbers.allSatisfy(\.isFinite) else {
                    throw TrialError(.notFinite, "an answer of model \(model + 1) is not a finite number")
                }
                answers[model] += numbers
            }
        }
        self.truths += truths
    }

    /// The mean loss of answers that are sums of `count` models': squared error of all classes' shares (Brier), or absolute
    /// error of a number.
    ///
    /// Shares are judged rather than classes, as a few hundred rows tell two blends apart by them long before one more row
    /// is right.
    ///
    /// - Complexity: O(rows × classes)
    func loss(of sums: [Double], count: Int) -> Double {
        guard !truths.isEmpty else { return 0 }
        let scale = 1 / Double(max(1, count))
        var total = 0.0
        for (row, truth) in truths.enumerated() {
            switch truth {
            case .number(let truth): total += (sums[row * width] * scale - truth).magnitude
            case .category(let truth):
                for place in 0..<width {
                    let difference = sums[row * width + place] * scale - (place == truth ? 1 : 0)
                    total += difference * difference
                }
            }
        }
        return total / Double(truths.count)
    }
}

extension Output {
    /// What of an answer can be averaged with others' answers; nil of a list or a path.
    var blendedNumbers: [Double]? {
        switch self {
        case .probabilities(let shares): shares
        case .value(let value): [value]
        case .quantilePath, .ranking: nil
        }
    }
}
