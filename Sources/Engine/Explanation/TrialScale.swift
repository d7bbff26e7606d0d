/// The middle of a search's scores, and how far from it one still tells of the parameters.
struct TrialScale {
    /// Times the middle half's length that a score may lie outside of it: Tukey's far fence.
    private static let fence = 3.0

    /// The mean of the middle half: neither the far ones nor a jump between two groups moves it much.
    let middle: Double
    private let bounds: ClosedRange<Double>

    /// - Parameter scores: Of one search, finite, at least one.
    init(_ scores: [Double]) {
        let sorted = scores.sorted()
        let half = sorted[(sorted.count / 4)..<(sorted.count - sorted.count / 4)]
        middle = half.reduce(0, +) / Double(half.count)
        let length = (half.last ?? middle) - (half.first ?? middle)
        // Where half of the scores are the same, nothing says what is far.
        bounds =
            length > 0
            ? (half.first ?? middle) - Self.fence * length...(half.last ?? middle) + Self.fence * length
            : -.infinity ... .infinity
    }

    /// A score, at the fence where it is beyond: one that diverged would be all that a forest learns.
    func bounded(_ score: Double) -> Double {
        min(max(score, bounds.lowerBound), bounds.upperBound)
    }
}
