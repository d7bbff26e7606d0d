/// XGBoost's linear booster, `gblinear`, in our own form.
///
/// Sums are in single precision and in the library's order, so that both give the same answer.
struct LinearBooster: Hashable, Sendable {
    /// `(features + 1) × groups`, row-major; the last row is added to every answer.
    let weights: [Float]
    let groups: Int
    let base: Float

    var featureCount: Int { weights.count / groups - 1 }

    /// Reads the JSON that XGBoost saves.
    ///
    /// - Throws: ``ModelFormatError`` where it is not such a model.
    init(savedModel: [UInt8], objective: TreeObjective) throws(ModelFormatError) {
        let saved = try SavedBooster(savedModel, objective: objective)
        let booster = saved.learner.gradient_booster
        guard let weights = booster.model?.weights else {
            throw ModelFormatError("the trained model is \(booster.name), not a linear one")
        }
        let count = (try saved.featureCount() + 1) * objective.groups
        guard weights.count == count, weights.allSatisfy(\.isFinite) else {
            throw ModelFormatError("the linear model has \(weights.count) weights, not \(count) finite ones")
        }
        self.weights = weights.map { Float($0) }
        groups = objective.groups
        base = try saved.base(objective)
    }

    /// One raw score a group; a missing feature is NaN and adds nothing.
    ///
    /// - Precondition: `features` has at least ``featureCount`` elements.
    func scores(_ features: [Double]) -> [Double] {
        precondition(features.count >= featureCount, "LinearBooster.scores got \(features.count) of \(featureCount)")
        return (0..<groups).map { group in
            var sum = weights[featureCount * groups + group] + base
            for feature in 0..<featureCount {
                let value = FlatForest.single(features[feature])
                if !value.isNaN { sum += value * weights[feature * groups + group] }
            }
            return Double(sum)
        }
    }
}
