/// The scores of the chart's lines beside the served one.
struct OtherScores: Codable, Hashable, Sendable {
    var ghost = FadingMean()
    var noChange = FadingMean()
    var candidate = FadingMean()

    /// Takes the scores of a stretch in that come after these.
    mutating func pass(_ scores: OtherScores, fading: Double) {
        ghost.pass(scores.ghost, fading: fading)
        noChange.pass(scores.noChange, fading: fading)
        candidate.pass(scores.candidate, fading: fading)
    }
}

/// A mean of scores, each of which weighs `fading` times what the next one does.
struct FadingMean: Codable, Hashable, Sendable {
    private(set) var count = 0
    private var weight = 0.0
    private var sum = 0.0

    /// Nil before the first score.
    var value: Double? { weight > 0 ? sum / weight : nil }

    /// Counts a score in that fades with those which come at once; nil counts for nothing.
    mutating func add(_ score: Double?, _ weight: Double) {
        guard let score else { return }
        count += 1
        self.weight += weight
        sum += weight * score
    }

    /// Takes scores in that come after these, at once.
    ///
    /// - Complexity: O(their count)
    mutating func pass(_ scores: FadingMean, fading: Double) {
        for _ in 0..<scores.count { (weight, sum) = (weight * fading, sum * fading) }
        count += scores.count
        (weight, sum) = (weight + scores.weight, sum + scores.sum)
    }

    /// Counts one score in, after those before.
    mutating func follow(_ score: Double, fading: Double) {
        count += 1
        (weight, sum) = (weight * fading + 1, sum * fading + score)
    }
}
