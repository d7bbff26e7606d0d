/// The least-squares curve that never falls: pooled adjacent violators, straight lines between them.
///
///     let curve = IsotonicRegression(LabelledScores(scores: scores, labels: labels))
///     curve.value(at: 0.7)      // how often a score of 0.7 was right
///
/// Equal scores are one point with the mean of their targets. Beyond the outermost scores the curve is flat. Between
/// two pools it is interpolated, as scikit-learn does. It needs about a thousand rows to calibrate well.
///
/// Source: Ayer, Brunk, Ewing, Reid, Silverman, "An Empirical Distribution Function for Sampling with Incomplete
/// Information", Annals of Mathematical Statistics 26(4), 1955; for probabilities: Zadrozny, Elkan, KDD 2002.
package struct IsotonicRegression: Hashable, Saved {
    package static let savedName = "isotonic-regression"
    package static let savedVersion = 1

    /// Scores that were merged, with the weighted mean of their targets.
    private struct Pool {
        var first: Double
        var last: Double
        var mean: Double
        var weight: Double

        mutating func absorb(_ next: Pool) {
            mean += (next.mean - mean) * (next.weight / (weight + next.weight))
            weight += next.weight
            last = next.last
        }
    }

    /// Rising, one or two a pool.
    package let knots: [Double]
    /// Never falling, one a knot.
    package let values: [Double]

    /// - Parameters:
    ///   - scores: Finite numbers in any order.
    ///   - targets: Finite numbers, one a score.
    ///   - weights: One a score, none negative; rows of weight 0 don't count.
    /// - Throws: ``CalibrationInputError``
    /// - Complexity: O(rows · log rows)
    package init(scores: [Double], targets: [Double], weights: [Double]? = nil) throws(CalibrationInputError) {
        try CalibrationInputError.check(scores: scores)
        guard targets.count == scores.count else {
            throw .lengths(scores: scores.count, other: targets.count, name: "targets")
        }
        if let row = targets.firstIndex(where: { !($0.magnitude <= CalibrationInputError.greatest) }) {
            throw .target(row: row, value: targets[row])
        }
        let weights = weights ?? Array(repeating: 1, count: scores.count)
        try CalibrationInputError.check(weights: weights, rows: scores.count)
        self.init(checkedScores: scores, targets: targets, weights: weights)
    }

    /// The share of true labels by score.
    package init(_ rows: LabelledScores) {
        self.init(checkedScores: rows.scores, targets: rows.labels.map { $0 ? 1 : 0 }, weights: rows.weights)
    }

    /// A curve that was fitted before.
    ///
    /// - Precondition: There is a knot, and as many values.
    init(knots: [Double], values: [Double]) {
        precondition(
            !knots.isEmpty && knots.count == values.count,
            "IsotonicRegression.init got \(knots.count) knots and \(values.count) values")
        self.knots = knots
        self.values = values
    }

    private init(checkedScores scores: [Double], targets: [Double], weights: [Double]) {
        let order = scores.indices.filter { weights[$0] > 0 }.sorted { (scores[$0], $0) < (scores[$1], $1) }
        var points: [Pool] = []
        for row in order {
            let point = Pool(first: scores[row], last: scores[row], mean: targets[row], weight: weights[row])
            if let last = points.last, last.first == point.first {
                points[points.count - 1].absorb(point)
            } else {
                points.append(point)
            }
        }
        let pools = Self.pooled(points)
        knots = pools.flatMap { $0.first < $0.last ? [$0.first, $0.last] : [$0.first] }
        values = pools.flatMap { $0.first < $0.last ? [$0.mean, $0.mean] : [$0.mean] }
    }

    /// Merges neighbours until no mean is below the one before it.
    private static func pooled(_ points: [Pool]) -> [Pool] {
        var pools: [Pool] = []
        for point in points {
            var pool = point
            while let before = pools.last, before.mean >= pool.mean {
                pools.removeLast()
                var merged = before
                merged.absorb(pool)
                pool = merged
            }
            pools.append(pool)
        }
        return pools
    }

    /// The curve's height at a score; NaN for NaN.
    ///
    /// - Complexity: O(log knots)
    package func value(at score: Double) -> Double {
        guard !score.isNaN else { return score }
        let upper = firstKnot(notBelow: score)
        guard upper < knots.count else { return values[knots.count - 1] }
        guard upper > 0, knots[upper] > score else { return values[upper] }
        let fraction = (score - knots[upper - 1]) / (knots[upper] - knots[upper - 1])
        return values[upper - 1] + (values[upper] - values[upper - 1]) * fraction
    }

    /// The count of knots if all are below.
    private func firstKnot(notBelow score: Double) -> Int {
        var (low, high) = (0, knots.count)
        while low < high {
            let middle = (low + high) / 2
            if knots[middle] >= score { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
