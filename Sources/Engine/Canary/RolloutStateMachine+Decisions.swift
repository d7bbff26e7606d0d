import Domain

/// What a rollout decides on each labelled pair.
extension RolloutStateMachine {
    /// Counts one labelled pair in and decides; the first after a fault only ends the fault, and a loss that is no number is a measurement that could not be made.
    ///
    /// - Parameters:
    ///   - championLoss: On the loss scale.
    ///   - candidateLoss: On the loss scale.
    ///   - isServed: Whether the candidate's answer is what the user got.
    ///   - time: Stream time.
    ///   - automatic: Whether what the policy lets pass may pass without a person.
    /// - Returns: What is to be done, in order.
    mutating func add(
        championLoss: Double, candidateLoss: Double, isServed: Bool = false, at time: Timestamp, automatic: Bool
    ) -> [Action] {
        guard comparesModels else { return [] }
        let loss = candidateLoss - championLoss
        guard loss.isFinite else { return couldNotMeasure("the loss is no number", at: time) }
        let isAtFault = if case .errored = state { true } else { false }
        if state != .errored(from: .warming), !ledger.isPlaneAway { recover(at: time) }
        difference.add(loss)
        if !isSplit { pairsInStep += 1 }
        beginBake(at: time)
        if isSplit { return bakeOn(at: time) }
        if state == .baking { bakedPairs += 1 }
        if isServed { ledger.harm += loss }
        ledger.firstPair = ledger.firstPair ?? time
        ledger.newestPair = time
        record.evidence = evidence
        if isAtFault { return [] }
        return decide(at: time, automatic: automatic && policy.exposure.mode != .shadow)
    }

    mutating func decide(at time: Timestamp, automatic: Bool) -> [Action] {
        if let harm { return withdraw(at: time, actor: "engine", reason: harm) }
        switch state {
        case .ramping(let step):
            return advance(from: step, at: time, automatic: automatic)
        case .awaitingPromotion, .held(.approval, _):
            guard automatic, obstacle(at: time) == nil else { return [] }
            return proceed(at: time, actor: "engine", reason: "approved by policy")
        case .held(.inconclusive, let step):
            guard verdict == .pass, awaitedGuardrail(at: step) == nil else {
                return isOverdue(at: time) ? endAtDeadline(step, at: time) : []
            }
            move(to: .ramping(step: step), at: time, actor: "engine", reason: "evidence has come: \(passSentence)")
            return []
        case .held(.awaitingLabels, let step):
            guard pairsInStep >= pairsNeeded else { return isOverdue(at: time) ? endAtDeadline(step, at: time) : [] }
            move(to: .ramping(step: step), at: time, actor: "engine", reason: "labels have come: \(soFarSentence)")
            return []
        case .held(.gate, let step) where maySpend:
            move(to: .ramping(step: step), at: time, actor: "engine", reason: "no limit forbids it any more")
            return []
        case .baking where isBaked(at: time):
            return endBake(at: time)
        case .created, .validating, .rejected, .awaitingStart, .warming, .held, .promoting, .baking, .promoted,
            .rollingBack, .rolledBack, .errored, .superseded, .cancelled:
            return []
        }
    }

    /// Whether the new champion has served alone for as many labels and as long as it has to.
    func isBaked(at time: Timestamp) -> Bool {
        state == .baking && bakedPairs >= policy.bakePairs
            && ledger.bakingSince.map { time - $0 >= policy.guards.bakeTime } ?? false
    }

    /// How far the bake is; nil outside of it.
    func bake(at time: Timestamp) -> CanarySnapshot.Bake? {
        guard state == .baking else { return nil }
        let passed = ledger.bakingSince.map { time - $0 } ?? .zero
        return CanarySnapshot.Bake(
            seen: bakedPairs, needed: policy.bakePairs, left: max(.zero, policy.guards.bakeTime - passed))
    }

    /// Notes since when the new champion serves alone: from its first event on, or from the first after a gap.
    mutating func beginBake(at time: Timestamp) {
        if state == .baking, ledger.bakingSince == nil { ledger.bakingSince = time }
    }

    mutating func endBake(at time: Timestamp) -> [Action] {
        move(to: .promoted, at: time, actor: "engine", reason: "bake of \(bakedPairs) pairs passed")
        return [.release]
    }

    /// Why the candidate has to go now, in words; nil where it has not.
    ///
    /// A former champion that a person brought back is not judged: the person wins.
    private var harm: String? {
        guard record.origin.kind != .undo else { return nil }
        if isSplit, state != .baking, verdict == .fail { return harmSentence }
        if isSplit { return guardrailHarm ?? (state == .baking ? nil : spentHarm) }
        let enough = difference.count >= policy.minimumPairs
        let isHarmful = difference.provesCriticalHarm || (enough && difference.provesHarm)
        if isHarmful, ledger.coverageGap == nil { return harmSentence }
        return guardrailHarm ?? spentHarm
    }

    /// The budget of what users may have had from it beyond the champion's, where it is spent.
    private var spentHarm: String? {
        guard let budget = policy.guards.harmBudget, ledger.harm > budget else { return nil }
        let what =
            switch isSplit ? policy.exposure.split.metric : .loss {
            case .loss: "\(Decimal.fixed(ledger.harm, 1)) extra bad outcomes served"
            case .reward: "\(Decimal.fixed(ledger.harm, 1)) of reward missed by the candidate's units"
            }
        return "harm budget spent: \(what), \(Decimal.fixed(budget, 1)) allowed"
    }

    private mutating func advance(from step: Int, at time: Timestamp, automatic: Bool) -> [Action] {
        if ledger.isRacing { return [] }
        let spent = time - since
        if pairsInStep >= pairsNeeded, spent >= timeNeeded, passesTests, awaitedGuardrail(at: step) == nil,
            !ledger.gates.isAsked
        {
            return passStep(step, at: time, automatic: automatic)
        }
        if isOverdue(at: time) { return endAtDeadline(step, at: time) }
        if spent > policy.maximumTime || outcomes?.isOver == true && verdict != .pass {
            return holdUndecided(step, at: time)
        }
        return []
    }

    /// The step's time is over without a verdict.
    mutating func holdUndecided(_ step: Int, at time: Timestamp) -> [Action] {
        if pairsInStep < pairsNeeded, outcomes?.isOver != true {
            return hold(
                .awaitingLabels, step, "\(pairsInStep) of \(pairsNeeded) \(evidence.counted) in this step", at: time)
        }
        let sentence = passesTests ? awaitedGuardrail(at: step) ?? flipSentence : flipSentence
        move(to: .held(.inconclusive, step: step), at: time, actor: "engine", reason: sentence)
        return [.alertHeld("inconclusive: \(sentence)")]
    }

    /// The step's tests are passed: what comes next, and who is asked.
    private mutating func passStep(_ step: Int, at time: Timestamp, automatic: Bool) -> [Action] {
        if let window = freeze(at: time) { return hold(.freezeWindow, step, window, at: time) }
        if let problem = ledger.dataProblem { return hold(.gate, step, problem, at: time) }
        if step >= lastStep {
            if let overspent { return hold(.gate, step, overspent, at: time) }
            move(to: .awaitingPromotion, at: time, actor: "engine", reason: "all steps passed")
            guard automatic && policy.approval == .automatic else { return [.alertHeld("waits for approval")] }
            if ledger.gates.isAsked { return [] }
            if let obstacle = obstacle(at: time) { return [.alertHeld(obstacle)] }
            return proceed(at: time, actor: "engine", reason: "approved by policy")
        }
        if policy.approval == .everyStep || !automatic && policy.approval == .automatic {
            move(
                to: .held(.approval, step: step), at: time, actor: "engine",
                reason: "step passed, waits for approval")
            return [.alertHeld("waits for approval")]
        }
        move(to: .ramping(step: step + 1), at: time, actor: "engine", reason: stepSentence)
        return []
    }

    mutating func hold(
        _ reason: RolloutState.HoldReason, _ step: Int, _ sentence: String, at time: Timestamp
    ) -> [Action] {
        move(to: .held(reason, step: step), at: time, actor: "engine", reason: sentence)
        return [.alertHeld(sentence)]
    }

    func isOverdue(at time: Timestamp) -> Bool {
        time - startedAt - paused > policy.deadline
    }

    mutating func endAtDeadline(_ step: Int, at time: Timestamp) -> [Action] {
        switch policy.atDeadline {
        case .hold: hold(.deadline, step, "deadline passed", at: time)
        case .rollBack: withdraw(at: time, actor: "engine", reason: "no verdict by the deadline: \(soFarSentence)")
        }
    }

    /// What follows an approval.
    mutating func proceed(at time: Timestamp, actor: String, reason: String) -> [Action] {
        switch state {
        case .awaitingStart:
            move(to: .warming, at: time, actor: actor, reason: reason)
            return []
        case .awaitingPromotion:
            return startPromotion(at: time, actor: actor, reason: reason)
        case .held(.approval, let step):
            move(to: .ramping(step: step + 1), at: time, actor: actor, reason: reason)
            return []
        default:
            return []
        }
    }
}
