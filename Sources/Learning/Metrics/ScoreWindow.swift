/// The newest scores of a binary prediction with their truths: exact AUC, PR-AUC and calibration error.
///
///     var window = try ScoreWindow(capacity: 1000)
///     try window.add(score: 0.8, isPositive: true)
///     window.areaUnderCurve
///
/// An example is taken in O(1); a metric is computed on request by sorting the window, in O(n log n). For the calibration
/// of many classes, score is the confidence of the class that was predicted and positive is that it was right. The
/// fading form is the same window with a factor below 1: choose a capacity after which nothing is left to count.
package struct ScoreWindow: Hashable, Codable, Sendable {
    /// One score with its truth.
    struct Entry: Hashable, Codable, Sendable {
        let score: Double
        let isPositive: Bool
        var weight: Double
    }

    package let capacity: Int
    private let fading: Double
    private var entries: [Entry] = []
    private var oldest = 0

    /// - Parameters:
    ///   - capacity: Examples that the window holds.
    ///   - fading: What an example weighs against the next one, above 0, at most 1, which fades nothing.
    /// - Throws: ``MetricError`` for a window of no examples and for a factor outside its range.
    package init(capacity: Int, fading: Double = 1) throws(MetricError) {
        guard capacity > 0 else { throw .capacity(capacity) }
        guard fading > 0, fading <= 1 else { throw .fading(fading) }
        self.capacity = capacity
        self.fading = fading
    }

    /// Examples in the window.
    package var count: Int { entries.count }

    /// Takes one example in, and the oldest out where the window is full.
    ///
    /// - Throws: ``MetricError`` for a score that is not finite and a weight that is negative or not finite.
    /// - Complexity: O(1)
    package mutating func add(score: Double, isPositive: Bool, weight: Double = 1) throws(MetricError) {
        guard score.isFinite else { throw .number(name: "the score", score) }
        try MetricWeight.check(weight)
        guard weight > 0 else { return }
        let entry = Entry(score: score, isPositive: isPositive, weight: weight)
        guard entries.count == capacity else { return entries.append(entry) }
        entries[oldest] = entry
        oldest = (oldest + 1) % capacity
    }

    /// The chance that a positive example scores above a negative one, ties as a half; nil without both kinds.
    package var areaUnderCurve: Double? { ranked.areaUnderCurve }

    /// The mean precision over the positive examples, highest score first; nil without a positive example.
    package var averagePrecision: Double? { ranked.averagePrecision }

    /// The mean distance between score and share of positives, over bins of equal mass.
    ///
    /// - Parameter bins: Bins of the same weight, as far as equal scores, which stay together, allow it.
    /// - Returns: From 0 to 1 for scores from 0 to 1; nil while empty and without bins.
    package func calibrationError(bins: Int = 15) -> Double? { ranked.calibrationError(bins: bins) }

    private var ranked: RankedScores {
        guard fading < 1 else { return RankedScores(entries) }
        var aged = Array(entries[oldest...] + entries[..<oldest])
        var factor = 1.0
        for index in aged.indices.reversed() {
            aged[index].weight *= factor
            factor *= fading
        }
        return RankedScores(aged)
    }
}
