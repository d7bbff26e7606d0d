import Domain
import Learning

/// The labelled pairs of one attempt by a loss that punishes certainty in the wrong: log loss, or the squared error.
///
/// It decides nothing; it is shown beside the comparison that does. Both losses are clipped, so that the sequence's bounds
/// hold at all times: a class that got less than a hundredth counts as one that got it, an error as at most the loss scale.
struct SecondLoss: Codable, Hashable, Sendable {
    /// Means over the pairs in the metric's own unit, lower is better, and the difference with its bounds.
    struct Comparison: Hashable, Sendable {
        var champion: Double
        var candidate: Double
        var lower: Double
        var upper: Double
        /// What counts as no harm, in the metric's unit.
        var margin: Double

        var difference: Double { candidate - champion }
    }

    /// The least share that is told from none; its logarithm is a loss of 1.
    private static let leastShare = 0.01

    private var sequence: EmpiricalBernsteinSequence
    private var champion = 0.0
    private var candidate = 0.0

    init(alpha: Double) {
        sequence = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: alpha)
    }

    /// Counts one pair in; answers that are none are the worst.
    ///
    /// - Parameters:
    ///   - pair: Both answers and the truth.
    ///   - scale: An absolute error of so much is a loss of 1.
    /// - Complexity: O(1)
    mutating func add(_ pair: GuardrailPair, scale: Double) {
        let old = Self.loss(of: pair.champion, truth: pair.truth, scale: scale)
        let new = Self.loss(of: pair.candidate, truth: pair.truth, scale: scale)
        champion += old
        candidate += new
        sequence.add(new - old)
    }

    private static func loss(of output: Output, truth: Truth, scale: Double) -> Double {
        switch (truth, output) {
        case (.category(let truth), .probabilities(let shares)):
            guard shares.indices.contains(truth), shares[truth] > leastShare else { return 1 }
            return Elementary.log(min(1, shares[truth])) / Elementary.log(leastShare)
        case (.number(let truth), .value(let predicted)):
            let error = min(1, (predicted - truth).magnitude / scale)
            return error.isFinite ? error * error : 1
        default: return 1
        }
    }

    /// Log losses as they are; squared errors as their roots, whose difference is that of the squares over the roots' sum.
    ///
    /// - Parameters:
    ///   - task: What is predicted.
    ///   - scale: An absolute error of so much is a loss of 1.
    ///   - margin: What counts as no harm, on the loss scale 0–1.
    /// - Returns: Nil before the first pair, and where neither model has made an error yet.
    func comparison(_ task: LearningTask, scale: Double, margin: Double) -> Comparison? {
        guard sequence.count > 0 else { return nil }
        let (old, new) = (champion / Double(sequence.count), candidate / Double(sequence.count))
        let bounds = sequence.bounds
        switch task {
        case .classification:
            let unit = -Elementary.log(Self.leastShare)
            return Comparison(
                champion: old * unit, candidate: new * unit, lower: bounds.lower * unit, upper: bounds.upper * unit,
                margin: margin * unit)
        case .regression:
            let roots = (old.squareRoot(), new.squareRoot())
            guard roots.0 + roots.1 > 0 else { return nil }
            let unit = scale / (roots.0 + roots.1)
            return Comparison(
                champion: roots.0 * scale, candidate: roots.1 * scale, lower: bounds.lower * unit,
                upper: bounds.upper * unit, margin: margin * scale)
        }
    }
}
