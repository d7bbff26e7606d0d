/// The scores that trials reported at one rung, in order; the lower the better.
struct RungScores: Hashable, Codable, Sendable {
    private(set) var sorted: [Double] = []

    /// Takes one in; what is not a number counts as the worst.
    mutating func insert(_ score: Double) {
        sorted.insert(score.isNaN ? .infinity : score, at: countBelow(score.isNaN ? .infinity : score))
    }

    /// The middle one, or the mean of the middle two; nil where there is none.
    var median: Double? {
        guard !sorted.isEmpty else { return nil }
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        return low == high ? low : low + (high - low) / 2
    }

    /// How many are below a score.
    private func countBelow(_ score: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < score { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
