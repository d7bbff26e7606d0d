/// Scores to probabilities.
enum Softmax {
    static func shares(_ scores: [Double]) -> [Double] {
        let highest = scores.max() ?? 0
        let powers = scores.map { Elementary.exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
