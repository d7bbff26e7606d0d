import Domain

/// What a step asks for before the next one: the shadow before a ramp asks for less than a step with traffic.
extension RolloutStateMachine {
    /// Whether the step only warms up: it has no traffic, and steps with traffic follow.
    private var isWarmUp: Bool { rampSteps.indices.contains(step) && rampSteps[step] == 0 && step < lastStep }

    /// Labelled pairs that this step needs at least.
    var pairsNeeded: Int {
        if isWarmUp { return policy.exposure.shadowPairs }
        return policy.exposure.mode == .ramp
            ? policy.minimumPairs : max(policy.minimumPairs, policy.exposure.shadowPairs)
    }

    /// Stream time that this step takes at least.
    var timeNeeded: TimeSpan {
        if isWarmUp { return policy.exposure.shadowTime }
        return policy.exposure.mode == .ramp
            ? policy.minimumTime : max(policy.minimumTime, policy.exposure.shadowTime)
    }

    /// Whether the evidence lets the next step come; a shadow before a ramp only collects it, and ends at harm.
    var passesTests: Bool { isWarmUp || verdict == .pass }

    /// Whether only time or a person is what the next step waits for.
    func isStepPassed(_ step: Int) -> Bool {
        pairsInStep >= pairsNeeded && passesTests && awaitedGuardrail(at: step) == nil
    }

    /// Why the next step comes.
    var stepSentence: String { isWarmUp ? "shadow over: \(soFarSentence)" : passSentence }
}
