import Domain

/// A model's online regressor.
struct RegressorPredictor<Learner: OnlineLearner>: ModelPredictor where Learner.Target == Double {
    static var savedName: String { Learner.savedName }
    static var savedVersion: Int { Learner.savedVersion }

    private var learner: Learner
    private let layout: FeatureLayout

    init(_ learner: Learner, layout: FeatureLayout) {
        self.learner = learner
        self.layout = layout
    }

    func output(_ features: [Double]) -> Output {
        do {
            return .number(try learner.predict(features))
        } catch {
            preconditionFailure("RegressorPredictor was given features that are not the model's: \(error)")
        }
    }

    /// A target that is not finite is left out.
    mutating func learn(_ features: [Double], truth: Truth, weight: Double) {
        guard case .number(let target) = truth, target.isFinite else { return }
        do {
            try learner.learn(features, target: target, weight: weight)
        } catch {
            preconditionFailure("RegressorPredictor was given an example that is not the model's: \(error)")
        }
    }

    func refusal(featureCount: Int) -> String? {
        layout.count == featureCount ? nil : "its learner takes \(layout.count) features, it has \(featureCount)"
    }
}
