/// What a leaf of a regression tree has seen, and its two answers: the mean, and a linear model.
///
/// The linear model moves by normalised least mean squares on standardised features, so that no step size is too large
/// for the data.
struct RegressionLeaf: Hashable, Codable, Sendable {
    private static let errorFading = 0.98

    let watched: [Int32]
    /// Targets are kept as differences from it.
    private let shift: Double
    private(set) var target: TargetMoments
    private var histograms: [TargetHistogram]
    private var categories: [CategoryMoments]
    private var weights: [Double]
    private var intercept: Double
    private var meanError = 0.0
    private var linearError = 0.0
    var weightAtAttempt: Double

    /// A leaf with the parent's targets that fell here, as moments from `shift`, and the parent's linear model.
    init(
        layout: FeatureLayout, watching watched: [Int32], inherited: TargetMoments, shift: Double,
        parent: RegressionLeaf?
    ) {
        self.watched = watched
        self.shift = shift
        target = inherited
        weightAtAttempt = inherited.weight
        histograms = watched.map { _ in TargetHistogram() }
        categories = layout.isNumeric ? [] : watched.map { _ in CategoryMoments() }
        weights = parent?.weights ?? Array(repeating: 0, count: layout.count)
        intercept = parent?.intercept ?? 0
    }

    /// Differences from the leaf's shift become values.
    var mean: Double { shift + target.mean }

    func linear(_ scaled: UnsafeMutableBufferPointer<Double>) -> Double {
        var sum = intercept
        for index in weights.indices { sum += weights[index] * scaled[index] }
        return sum
    }

    func answer(_ prediction: RegressionTreeSettings.LeafPrediction, _ scaled: UnsafeMutableBufferPointer<Double>)
        -> Double
    {
        switch prediction {
        case .mean: mean
        case .linear: linear(scaled)
        case .adaptive: linearError < meanError ? linear(scaled) : mean
        }
    }

    mutating func learn(
        _ features: UnsafeBufferPointer<Double>, scaled: UnsafeMutableBufferPointer<Double>, target value: Double,
        weight: Double, settings: RegressionTreeSettings, scale: FeatureScale
    ) {
        if settings.leafPrediction != .mean { learnLinear(scaled, value, weight, settings) }
        let shifted = value - shift
        target.add(shifted, weight: weight)
        for (index, feature) in watched.enumerated() {
            let number = features[Int(feature)]
            if number.isNaN { continue }
            if scale.isNumber(Int(feature)) {
                histograms[index].add(
                    number, target: shifted, weight: weight, scale: scale.deviation(of: Int(feature)))
            } else {
                categories[index].add(Int(number), target: shifted, weight: weight)
            }
        }
    }

    /// The best split of each watched feature, best first; merits are shares of the variance taken away.
    func candidates(_ layout: FeatureLayout, leastWeight: Double) -> [RegressionSplit] {
        var found: [RegressionSplit] = []
        for (index, feature) in watched.enumerated() {
            let splits =
                layout.kinds[Int(feature)] == .number
                ? histograms[index].cuts().map { ($0.threshold, $0.below, TreeNode.Test.atMost) }
                : zip(categories[index].codes, categories[index].moments).map { (Double($0), $1, .equals) }
            var best: RegressionSplit?
            for (threshold, left, test) in splits {
                let split = RegressionSplit(
                    test: test, feature: Int(feature), threshold: threshold, left: left, right: target - left,
                    whole: target)
                guard split.left.weight >= leastWeight, split.right.weight >= leastWeight,
                    split.merit > best?.merit ?? 0
                else { continue }
                best = split
            }
            if let best { found.append(best) }
        }
        return found.sorted { $0.merit == $1.merit ? $0.feature < $1.feature : $0.merit > $1.merit }
    }

    /// A child of this leaf.
    func child(_ layout: FeatureLayout, inheriting moments: TargetMoments, watching watched: [Int32]) -> RegressionLeaf
    {
        RegressionLeaf(layout: layout, watching: watched, inherited: moments, shift: shift, parent: self)
    }

    private mutating func learnLinear(
        _ scaled: UnsafeMutableBufferPointer<Double>, _ value: Double, _ weight: Double,
        _ settings: RegressionTreeSettings
    ) {
        let error = value - linear(scaled)
        let meanMiss = value - mean
        linearError = Self.errorFading * linearError + error * error
        meanError = Self.errorFading * meanError + meanMiss * meanMiss
        var norm = 1.0
        for index in weights.indices { norm += scaled[index] * scaled[index] }
        // One step for the whole weight: never past the point where the error is gone.
        let step = error * min(1, settings.step * weight) / norm
        for index in weights.indices { weights[index] += step * scaled[index] }
        intercept += step
    }
}
