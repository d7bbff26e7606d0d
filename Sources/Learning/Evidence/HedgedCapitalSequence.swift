/// Bounds on the mean of bounded values by betting against every candidate mean; the narrowest known.
///
///     var share = try HedgedCapitalSequence(lower: 0, upper: 1, alpha: 0.05)
///     try share.add(0.3)
///     share.bounds
///
/// For each candidate on a grid one gambler bets that the mean is greater, one that it is smaller, each with half a
/// coin. A candidate is gone for good once either has 1 ÷ `alpha` coins, which happens to the true mean with a chance of
/// at most `alpha`. The first gambler's wealth falls as the candidate grows, the second's rises, so the nearest candidates
/// that are gone are bounds for every number between grid points, too.
///
/// All values must have the same conditional mean: what was ruled out is not allowed back. For a mean that moves use
/// ``EmpiricalBernsteinSequence``.
///
/// Source: Waudby-Smith, Ramdas, "Estimating means of bounded random variables by betting", Journal of the Royal
/// Statistical Society B 86(1), 2024 (read before the society in 2023): theorem 3 with θ = ½, and its predictable
/// plug-in bets cut at c = ½.
package struct HedgedCapitalSequence: Hashable, Saved {
    package static let savedName = "hedged-capital-sequence"
    package static let savedVersion = 1
    /// The part of the stake that one value can cost at most.
    private static let greatestLoss = 0.5

    private let lowest: Double
    private let highest: Double
    private let alpha: Double
    private let cells: Int
    /// Grid indices that are ruled out below and above; those between are alive; equal if none is.
    private var ruledOutBelow: Int
    private var ruledOutAbove: Int
    /// Wealth of the gamblers for each inner grid point, from 1 on.
    private var greaterWealth: [Double]
    private var smallerWealth: [Double]
    package private(set) var count = 0
    private var sum = 0.0
    private var squares = 0.0

    /// - Parameters:
    ///   - lower: No value is below it.
    ///   - upper: No value is above it.
    ///   - alpha: The chance of ever missing, between 0 and 1.
    ///   - cells: Grid cells between the two; a bound is at most one cell wider than without a grid.
    /// - Throws: ``EvidenceError``
    package init(lower: Double, upper: Double, alpha: Double, cells: Int = 200) throws(EvidenceError) {
        guard lower < upper, (upper - lower).isFinite else { throw .range(lower: lower, upper: upper) }
        try EvidenceError.checkLevel("alpha", alpha)
        guard (2...100_000).contains(cells) else {
            throw .setting(name: "the count of cells", value: Double(cells), allowed: "2 to 100000")
        }
        lowest = lower
        highest = upper
        self.alpha = alpha
        self.cells = cells
        ruledOutBelow = 0
        ruledOutAbove = cells
        greaterWealth = Array(repeating: 0.5, count: cells - 1)
        smallerWealth = greaterWealth
    }

    /// Counts one value in.
    ///
    /// - Throws: ``EvidenceError/notFinite(_:)`` and ``EvidenceError/outside(value:lower:upper:)``
    /// - Complexity: O(candidates that are still alive), at most O(cells)
    package mutating func add(_ value: Double) throws(EvidenceError) {
        guard value.isFinite else { throw .notFinite(value) }
        guard value >= lowest, value <= highest else {
            throw .outside(value: value, lower: lowest, upper: highest)
        }
        let share = (value - lowest) / (highest - lowest)
        bet(on: share, stake: nextStake)
        count += 1
        sum += share
        let mean = (0.5 + sum) / Double(count + 1)
        squares += (share - mean) * (share - mean)
    }

    /// The mean so far; nil before the first value.
    package var estimate: Double? { count == 0 ? nil : lowest + (highest - lowest) * sum / Double(count) }

    /// The bounds now, the whole range at first; nil where every mean is ruled out, so that the mean cannot be constant.
    package var bounds: ClosedRange<Double>? {
        guard ruledOutBelow < ruledOutAbove else { return nil }
        return gridPoint(ruledOutBelow)...gridPoint(ruledOutAbove)
    }

    private func gridPoint(_ index: Int) -> Double {
        index == cells ? highest : lowest + (highest - lowest) * Double(index) / Double(cells)
    }

    /// The bet before it is cut for a candidate; from earlier values alone.
    private var nextStake: Double {
        let next = Double(count + 1)
        let variance = (0.25 + squares) / next
        return (2 * Elementary.log(2 / alpha) / (variance * next * Elementary.log(next + 1))).squareRoot()
    }

    private mutating func bet(on share: Double, stake: Double) {
        guard ruledOutBelow < ruledOutAbove else { return }
        let enough = 1 / alpha
        // The nearest ones that are gone play on, so that a bound can meet the other where the mean moves.
        for index in max(1, ruledOutBelow)...min(cells - 1, ruledOutAbove) {
            let candidate = Double(index) / Double(cells)
            let surplus = share - candidate
            greaterWealth[index - 1] *= 1 + min(stake, Self.greatestLoss / candidate) * surplus
            smallerWealth[index - 1] *= 1 - min(stake, Self.greatestLoss / (1 - candidate)) * surplus
            if greaterWealth[index - 1] >= enough { ruledOutBelow = max(ruledOutBelow, index) }
            if smallerWealth[index - 1] >= enough { ruledOutAbove = min(ruledOutAbove, index) }
        }
    }
}
