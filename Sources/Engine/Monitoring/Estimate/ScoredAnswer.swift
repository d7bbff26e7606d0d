import Domain

/// What is known of an answer when it is given, and tells how well it will turn out.
struct ScoredAnswer: Hashable, Sendable {
    /// How sure a classifier is, or the number itself.
    let score: Float
    /// How far a number is from the last label known; 0 for a class.
    let distance: Float

    /// Nil for answers without either, and for numbers that are none.
    init?(_ output: Output, noChange: Double?) {
        switch output {
        case .probabilities(let shares):
            guard let confidence = shares.max(), confidence.isFinite else { return nil }
            (score, distance) = (Float(confidence), 0)
        case .value(let value):
            let number = Float(value)
            guard number.isFinite else { return nil }
            var distance: Float = 0
            if let noChange { distance = (number - Float(noChange)).magnitude }
            self.score = number
            self.distance = distance.isFinite ? distance : 0
        case .quantilePath, .ranking:
            return nil
        }
    }
}
