extension TrustLimits {
    /// Whether there are too few rows to learn from or to tell of.
    func fewRows(reference: Int, needed: Int, current: Int) -> [DistrustReason] {
        var reasons: [DistrustReason] = []
        let needed = max(referenceRows, needed)
        if reference < needed { reasons.append(.fewReferenceRows(found: reference, needed: needed)) }
        if current < currentRows { reasons.append(.fewCurrentRows(found: current, needed: currentRows)) }
        return reasons
    }

    /// Whether the scores are none that the reference has seen.
    func novelty(of scores: [Double], against reference: ScoreReference) -> [DistrustReason] {
        var reasons: [DistrustReason] = []
        let outside = reference.shareOutside(scores)
        if outside > scoresOutside { reasons.append(.scoresOutside(share: outside, limit: scoresOutside)) }
        let stability = reference.stability(scores)
        if stability > scoreShift { reasons.append(.scoreShift(stability: stability, limit: scoreShift)) }
        return reasons
    }

    /// Whether a column has moved too far; the one that moved most is named.
    func shifted(_ shifts: [String: Double]) -> [DistrustReason] {
        let beyond = shifts.filter { $0.value > columnShift }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let worst = beyond.first else { return [] }
        return [
            .columnShift(column: worst.key, stability: worst.value, columns: beyond.count, limit: columnShift)
        ]
    }
}
