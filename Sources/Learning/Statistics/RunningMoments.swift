/// Mean and variance of a stream, kept without storing its values.
///
///     var latency = RunningMoments()
///     latency.add(12)
///     latency.mean      // 12
///
/// Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3), 1962.
package struct RunningMoments: Hashable, Codable, Sendable {
    package private(set) var count = 0.0
    package private(set) var mean = 0.0
    private var sumOfSquares = 0.0

    package init() {}

    /// Counts one finite value in.
    ///
    /// - Complexity: O(1)
    package mutating func add(_ value: Double) {
        count += 1
        let before = mean
        mean += (value - before) / count
        sumOfSquares += (value - before) * (value - mean)
    }

    /// Of the values as a whole population; 0 before the first.
    package var variance: Double { count > 0 ? sumOfSquares / count : 0 }

    /// Of the values as a sample; 0 before the second.
    package var sampleVariance: Double { count > 1 ? sumOfSquares / (count - 1) : 0 }

    package var standardDeviation: Double { variance.squareRoot() }
}
