/// How often probabilities came true, in bins of equal counts.
///
///     try ReliabilityBins(LabelledScores(scores: probabilities, labels: labels), bins: 15).expectedError
///
/// Rows of one probability may fall into two neighbouring bins.
package struct ReliabilityBins: Hashable, Codable, Sendable {
    package struct Bin: Hashable, Codable, Sendable {
        package let rows: Int
        package let meanProbability: Double
        package let shareOfTrue: Double
    }

    /// By rising probability; fewer than were asked for if there are fewer rows.
    package let bins: [Bin]

    /// - Parameters:
    ///   - rows: Probabilities as scores; weights are not used.
    ///   - bins: How many, 1 or more.
    /// - Throws: ``CalibrationInputError/bins(_:)``
    /// - Complexity: O(rows · log rows)
    package init(_ rows: LabelledScores, bins: Int = 15) throws(CalibrationInputError) {
        guard bins >= 1 else { throw .bins(bins) }
        self.init(rows, by: rows.scores, checkedBins: bins)
    }

    /// Bins by rising key, so that probabilities that are right on the whole and wrong along the key are found out.
    init(_ rows: LabelledScores, by keys: [Double], checkedBins bins: Int) {
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let count = min(bins, order.count)
        self.bins = (0..<count).map { bin in
            let members = order[(order.count * bin / count)..<(order.count * (bin + 1) / count)]
            let size = Double(members.count)
            return Bin(
                rows: members.count,
                meanProbability: members.reduce(0) { $0 + rows.scores[$1] } / size,
                shareOfTrue: members.reduce(0) { $0 + (rows.labels[$1] ? 1 : 0) } / size)
        }
    }

    private var rows: Double { Double(bins.reduce(0) { $0 + $1.rows }) }

    /// The mean distance between probability and share, known as ECE; chance alone makes it greater than 0.
    package var expectedError: Double {
        bins.reduce(0) { $0 + Double($1.rows) / rows * ($1.meanProbability - $1.shareOfTrue).magnitude }
    }

    /// The root of the mean square distance, less what chance alone makes of it; nil with fewer than two rows a bin.
    ///
    /// Source: Kumar, Liang, Ma, "Verified Uncertainty Calibration", NeurIPS 2019.
    package var debiasedError: Double? { debiasedSquare.map { max(0, $0.mean).squareRoot() } }

    /// The mean square distance less what chance makes of it, and the variance that chance leaves; below 0 about as
    /// often as above for true probabilities.
    var debiasedSquare: (mean: Double, variance: Double)? {
        guard bins.allSatisfy({ $0.rows >= 2 }) else { return nil }
        return bins.reduce((0, 0)) { sum, bin in
            let distance = bin.meanProbability - bin.shareOfTrue
            let chance = bin.shareOfTrue * (1 - bin.shareOfTrue) / Double(bin.rows - 1)
            let weight = Double(bin.rows) / rows
            return (
                sum.0 + weight * (distance * distance - chance), sum.1 + weight * weight * 2 * chance * chance
            )
        }
    }
}
