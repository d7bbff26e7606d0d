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

        package init(
            streamTime: Timestamp, from: RolloutState, to: RolloutState, weight: Double, actor: String, reason: String
        ) {
            self.streamTime = streamTime
            self.from = from
            self.to = to
            self.weight = weight
            self.actor = actor
            self.reason = reason
        }
    }

    package var number: Int
    package var candidate: ModelVersion
    package var champion: ModelVersion
    package var state: RolloutState
    package var isDrill: Bool
    package var gates: [GateResult]
    package var transitions: [Transition]
    /// Paired loss difference at the end (candidate − champion) with its bounds, on the loss scale.
    package var evidence: RolloutEvidence?
    /// After a promotion: the champion's metric at the start of the canary and the new one's after baking.
    package var metricBefore: Double?
    package var metricAfter: Double?

    package init(
        number: Int, candidate: ModelVersion, champion: ModelVersion, state: RolloutState, isDrill: Bool,
        gates: [GateResult], transitions: [Transition], evidence: RolloutEvidence?, metricBefore: Double?,
        metricAfter: Double?
    ) {
        self.number = number
        self.candidate = candidate
        self.champion = champion
        self.state = state
        self.isDrill = isDrill
        self.gates = gates
        self.transitions = transitions
        self.evidence = evidence
        self.metricBefore = metricBefore
        self.metricAfter = metricAfter
    }
}

/// The running comparison of a canary: what the sequential test says now.
package struct RolloutEvidence: Hashable, Codable, Sendable {
    /// Labelled events on which both models were scored.
    package var pairs: Int
    /// Mean loss of the candidate minus that of the champion; below 0 is better.
    package var difference: Double
    package var lower: Double
    package var upper: Double
    package var verdict: Verdict
    /// What would change the verdict, as one sentence.
    package var flipsIf: String

    package init(
        pairs: Int, difference: Double, lower: Double, upper: Double, verdict: Verdict, flipsIf: String
    ) {
        self.pairs = pairs
        self.difference = difference
        self.lower = lower
        self.upper = upper
        self.verdict = verdict
        self.flipsIf = flipsIf
    }
}
