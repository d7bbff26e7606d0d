import Domain

/// Answers the newest labelled rows with both models; a live candidate learns each after it has answered it.
enum FreshRows {
    /// - Parameters:
    ///   - rows: Labelled events after the training cut, oldest first.
    ///   - before: The labelled event before them; its label may be the last one known.
    ///   - evidence: The models and the scale.
    ///   - delay: From an event to the moment at which its label is known.
    /// - Returns: The rows with their answers, and the candidate as it is after them.
    /// - Complexity: O(rows)
    static func judged(
        _ rows: [ScoredEvent], before: LabelledEvent?, _ evidence: GateEvidence, delay: TimeSpan
    ) -> (rows: [FreshRow], candidate: any PublishedModel) {
        var candidate = evidence.candidate
        let known = (before.map { [$0] } ?? []) + rows.map(\.labelled)
        let asked = candidate.isProgram ? candidate.predict(rows.map(\.labelled.event)) : nil
        var next = 0
        let judged = rows.enumerated().map { place, scored -> FreshRow in
            let labelled = scored.labelled
            // Its own label is never known before it is answered, however short the delay.
            while next < known.count - rows.count + place, known[next].event.time + delay <= labelled.event.time {
                next += 1
            }
            let answer = asked.map { $0[place] } ?? candidate.predict(labelled.event)
            candidate.learn(labelled)
            let champion = evidence.champion.answer(to: scored)
            return FreshRow(
                labelled: labelled, candidate: answer, champion: champion,
                candidateLoss: evidence.loss(of: answer, labelled.truth),
                championLoss: evidence.loss(of: champion, labelled.truth),
                noChange: scored.prediction?.references.noChange ?? (next > 0 ? known[next - 1].truth.number : nil),
                recorded: evidence.champion.isLive ? nil : evidence.champion.recorded(scored))
        }
        return (judged, candidate)
    }
}
