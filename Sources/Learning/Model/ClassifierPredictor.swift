import Domain

/// A model's online classifier.
struct ClassifierPredictor<Learner: ProbabilisticClassifier>: ModelPredictor {
    static var savedName: String { Learner.savedName }
    static var savedVersion: Int { Learner.savedVersion }

    private var learner: Learner
    private let classCount: Int
    private let layout: FeatureLayout

    init(_ learner: Learner, classCount: Int, layout: FeatureLayout) {
        self.learner = learner
        self.classCount = classCount
        self.layout = layout
    }

    /// One share a class of the task, equal ones before the first example.
    func output(_ features: [Double]) -> Output {
        do {
            var shares = try learner.probabilities(features)
            while shares.count < classCount { shares.append(0) }
            if shares.reduce(0, +) == 0 { shares = shares.map { _ in 1 / Double(shares.count) } }
            return classCount == 2 ? .binary(shares[1]) : .shares(shares)
        } catch {
            preconditionFailure("ClassifierPredictor was given features that are not the model's: \(error)")
        }
    }

    mutating func learn(_ features: [Double], truth: Truth, weight: Double) {
        guard case .category(let label) = truth else { return }
        do {
            try learner.learn(features, target: label, weight: weight)
        } catch {
            preconditionFailure("ClassifierPredictor was given an example that is not the model's: \(error)")
        }
    }

    func refusal(featureCount: Int) -> String? {
        layout.count == featureCount ? nil : "its learner takes \(layout.count) features, it has \(featureCount)"
    }
}
