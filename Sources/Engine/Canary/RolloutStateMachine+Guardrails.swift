import Domain

/// What guardrails make of a rollout: one that is proven to be broken takes the candidate out.
extension RolloutStateMachine {
    /// Counts both models' answers to one event in, before its label is known.
    mutating func addAnswers(champion: Output, candidate: Output, at time: Timestamp) -> [Action] {
        guard watchesAnswers else { return [] }
        guardrails?.add(champion: champion, candidate: candidate)
        return endWhereAnswersProveHarm(at: time)
    }

    /// Counts how long both models took for some events in.
    mutating func addTimings(_ timings: ModelTimings, at time: Timestamp) -> [Action] {
        guard watchesAnswers, timings.candidate == record.candidate else { return [] }
        guardrails?.add(timings)
        return endWhereAnswersProveHarm(at: time)
    }

    /// Whether both models answer, and the candidate's answers may take it out.
    var watchesAnswers: Bool {
        switch state {
        case .ramping, .held, .awaitingPromotion, .baking: true
        case .created, .validating, .rejected, .awaitingStart, .warming, .promoting, .promoted, .rollingBack,
            .rolledBack, .errored, .superseded, .cancelled:
            false
        }
    }

    private mutating func endWhereAnswersProveHarm(at time: Timestamp) -> [Action] {
        guard record.origin.kind != .undo, let broken = guardrails?.brokenByAnswers else { return [] }
        return withdraw(at: time, actor: "engine", reason: Self.sentence(of: broken))
    }

    /// Counts a labelled pair in; what it proves is decided on with the pair itself.
    mutating func addGuarded(_ pair: GuardrailPair) {
        guard comparesModels else { return }
        guardrails?.add(pair)
        addSecond(pair)
    }

    /// How the guardrails stand; nil where the file wants none.
    var guardrailStates: [GuardrailState]? {
        guardrails?.states(
            pairs: difference.count, within: policy.guards.guardrails.awaited == .all ? nil : policy.minimumPairs)
    }

    /// What the promotion waits for besides the verdict, in words: a guardrail that can rule its limit out and has not yet.
    ///
    /// All guardrails have to pass, of those that can. A part with few rows would need thousands of pairs of the whole traffic
    /// before it rules anything out; to wait for the rarest part would keep every good candidate from its promotion, and
    /// where nobody is asked roll it back at the deadline. So a guardrail is waited for where, at what it has seen so far, it
    /// passes within as much traffic as one more step has at least; any other is advisory, which is shown beside it. That
    /// changes nothing for one that is proven to be broken: it takes the candidate out. The file may ask for all of them.
    func awaitedGuardrail(at step: Int) -> String? {
        guard step >= lastStep, record.origin.kind != .undo else { return nil }
        guard let awaited = guardrailStates?.first(where: { $0.isAwaited == true }) else { return nil }
        let name = "guardrail \(awaited.kind.rawValue): \(awaited.subject)"
        guard let more = awaited.needed else {
            return "\(name): \(awaited.count) \(awaited.counted) so far do not rule out that it is beyond its limit"
        }
        return "\(name): about \(more) more \(awaited.counted) rule out that it is beyond its limit"
    }

    /// What the guardrails have proven, in words; labels that come for one arm and not for the other prove nothing.
    var guardrailHarm: String? {
        let byLabels = ledger.coverageGap == nil ? guardrails?.brokenByLabels : nil
        return (guardrails?.brokenByAnswers ?? byLabels).map(Self.sentence)
    }

    private static func sentence(of broken: GuardrailState) -> String {
        "guardrail \(broken.kind.rawValue): \(broken.subject): \(broken.measured) \(Decimal.fixed(broken.value, 3)), "
            + "\(Decimal.fixed(broken.limit, 3)) allowed, after \(broken.count) \(broken.counted)"
    }
}
