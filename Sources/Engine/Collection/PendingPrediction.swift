import Domain

/// An event that was answered and waits for its label.
struct PendingPrediction: Codable, Sendable {
    var event: Event
    var prediction: PredictionRecord
    var ghostOutput: Output?
    /// The last label known when the event was answered.
    var noChange: Double?
    /// The majority class or the mean of the labels known then.
    var constant: Double?

    /// What the user got.
    var servedOutput: Output {
        switch prediction.arm {
        case .baseline, .champion: prediction.championOutput
        case .candidate: prediction.candidateOutput ?? prediction.championOutput
        }
    }
}
