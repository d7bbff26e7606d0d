/// Brings each feature to mean 0 and variance 1 by its own running moments.
///
/// A missing feature (NaN) is taken as the mean and not learned; a constant one becomes 0.
package struct Standardiser: Hashable, Codable, Sendable {
    private var counts: [Double]
    private var means: [Double]
    private var squares: [Double]

    package init(featureCount: Int) {
        counts = Array(repeating: 0, count: featureCount)
        means = counts
        squares = counts
    }

    package var featureCount: Int { counts.count }

    /// Counts one example's features in.
    ///
    /// - Complexity: O(features)
    package mutating func observe(_ features: [Double]) {
        for index in counts.indices {
            let value = features[index]
            guard value.isFinite else { continue }
            counts[index] += 1
            let before = means[index]
            means[index] += (value - before) / counts[index]
            squares[index] += (value - before) * (value - means[index])
        }
    }

    /// The features as multiples of their standard deviation, at most `limit` away from 0.
    package func transform(_ features: [Double], limit: Double = .infinity) -> [Double] {
        counts.indices.map { index in
            let value = features[index]
            guard value.isFinite, counts[index] > 0, squares[index] > 0 else { return 0 }
            let scaled = (value - means[index]) / (squares[index] / counts[index]).squareRoot()
            return min(max(scaled, -limit), limit)
        }
    }
}
