/// Scores to probabilities.
enum Softmax {
    /// One share a score; they sum to 1.
    static func shares(_ scores: [Double]) -> [Double] {
        var shares = scores
        let highest = scores.max() ?? 0
        var sum = 0.0
        for index in shares.indices {
            shares[index] = Elementary.exp(shares[index] - highest)
            sum += shares[index]
        }
        for index in shares.indices { shares[index] /= sum }
        return shares
    }
}
