import Domain

/// What the champion says to a stored event: a live one is judged on what it answered then, never by re-scoring rows it
/// has learned.
struct ChampionAnswers: Sendable {
    let version: ModelVersion
    let isLive: Bool
    let model: any PublishedModel

    func answer(to scored: ScoredEvent) -> Output {
        if isLive, let stored = recorded(scored) { return stored }
        return model.predict(scored.labelled.event)
    }

    /// What this version answered when the event came; nil where it did not.
    func recorded(_ scored: ScoredEvent) -> Output? {
        guard let stored = scored.prediction else { return nil }
        if stored.champion == version { return stored.championOutput }
        return stored.candidate == version ? stored.candidateOutput : nil
    }

    /// For reserved rows, which no learner has seen: the model as it is.
    func frozenAnswer(to event: Event) -> Output {
        model.predict(event)
    }
}
