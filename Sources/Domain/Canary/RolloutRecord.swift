/// A candidate's whole way, as history keeps it; each transition is a line of its own.
package struct RolloutRecord: Hashable, Codable, Sendable {
    package struct Transition: Hashable, Codable, Sendable {
        package var streamTime: Timestamp
        package var from: RolloutState
        package var to: RolloutState
        /// Candidate's share of the traffic in percent, after the transition.
        package var weight: Double
        package var actor: String
        package var reason: String
        /// The share before; nil in a record of an older store, as all that follows.
        package var weightBefore: Double?
        package var attempt: Int?
        /// The rollout's revision that this transition made.
        package var revision: Int?
        /// What the evidence said then; nil before the first pair.
        package var verdict: Verdict?
        /// Digest of the evidence as it was then.
        package var evidence: ContentDigest?
        /// When it was made: what a clock on the wall said, and nanoseconds of one that only grows, since it began.
        ///
        /// Nothing is decided by them.
        package var wallTime: Timestamp?
        package var monotonicNanoseconds: UInt64?

        package init(
            streamTime: Timestamp, from: RolloutState, to: RolloutState, weight: Double, actor: String, reason: String,
            weightBefore: Double? = nil, attempt: Int? = nil, revision: Int? = nil, verdict: Verdict? = nil,
            evidence: ContentDigest? = nil
        ) {
            self.streamTime = streamTime
            self.from = from
            self.to = to
            self.weight = weight
            self.actor = actor
            self.reason = reason
            self.weightBefore = weightBefore
            self.attempt = attempt
            self.revision = revision
            self.verdict = verdict
            self.evidence = evidence
        }
    }

    package var number: Int
    package var candidate: ModelVersion
    package var champion: ModelVersion
    package var state: RolloutState
    package var isDrill: Bool
    package var origin: RolloutOrigin
    /// What the gates said before it got traffic, in this attempt.
    package var gates: [GateResult]
    /// Whether it fitted into memory at its start, and later while it warmed; nil where that was not measured.
    package var memory: MemoryForecast?
    /// What those that run again said at the steps since, oldest first; nil in a record of an older store, as the next.
    package var rechecks: [GateReport]?
    /// How the guardrails stood at the last transition; nil in a record of an older store, and where there are none.
    package var guardrails: [GuardrailState]?
    /// The newest replay of old windows and regimes.
    package var grid: ReplayGrid?
    package var transitions: [Transition]
    /// Paired loss difference at the end (candidate − champion) with its bounds, on the loss scale.
    package var evidence: RolloutEvidence?
    /// After a promotion: the champion's metric at the start of the canary and the new one's after baking.
    package var metricBefore: Double?
    package var metricAfter: Double?

    package init(
        number: Int, candidate: ModelVersion, champion: ModelVersion, state: RolloutState, isDrill: Bool,
        gates: [GateResult], transitions: [Transition], evidence: RolloutEvidence?, metricBefore: Double?,
        metricAfter: Double?, origin: RolloutOrigin = RolloutOrigin()
    ) {
        self.number = number
        self.candidate = candidate
        self.champion = champion
        self.state = state
        self.isDrill = isDrill
        self.origin = origin
        self.gates = gates
        self.transitions = transitions
        self.evidence = evidence
        self.metricBefore = metricBefore
        self.metricAfter = metricAfter
    }
}

extension RolloutRecord {
    /// A word for the state: a step without traffic is the shadow.
    package var stateName: String {
        if case .ramping = state, transitions.last?.weight == 0 { return "in the shadow" }
        return state.name
    }
}
