import Domain

/// What a person may ask of a rollout; all but the roll back name the revision that the person saw.
extension RolloutStateMachine {
    /// Approves what waits; a sentence says why not where nothing does, or where the person saw an older state.
    mutating func approve(revision seen: Int, by user: String, at time: Timestamp) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        guard awaitsApproval != nil else {
            return .failure(Refusal("nothing waits: \(record.candidate) is \(state.name)"))
        }
        if let obstacle = obstacle(at: time) { return .failure(Refusal(obstacle)) }
        guard state == .awaitingPromotion else {
            return .success(proceed(at: time, actor: user, reason: "approved"))
        }
        return secondPerson(after: user, \.approvedBy) { machine, first in
            machine.proceed(at: time, actor: user, reason: first.map { "approved, first by \($0)" } ?? "approved")
        }
    }

    /// Takes the next step of the ramp without its waits for time and for a person; its tests must have passed.
    mutating func nextStep(revision seen: Int, by user: String, at time: Timestamp) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        let step: Int
        switch state {
        case .ramping(let now), .held(.approval, let now): step = now
        default:
            return .failure(Refusal("only a ramping canary has a next step; \(record.candidate) is \(state.name)"))
        }
        if ledger.isRacing { return .failure(Refusal("a race runs: its winner takes the next step")) }
        guard pairsInStep >= pairsNeeded, passesTests else {
            return .failure(
                Refusal(
                    "the wait can be skipped, the tests cannot: \(pairsInStep) of \(pairsNeeded) pairs, "
                        + "verdict \(verdict.rawValue)"))
        }
        if let awaited = awaitedGuardrail(at: step) {
            return .failure(Refusal("the wait can be skipped, the tests cannot: \(awaited)"))
        }
        if ledger.gates.isAsked { return .failure(Refusal("the gates of this step run first")) }
        if let obstacle = freeze(at: time) ?? ledger.dataProblem { return .failure(Refusal(obstacle)) }
        if step < lastStep {
            move(to: .ramping(step: step + 1), at: time, actor: user, reason: "next step, wait skipped")
            return .success([])
        }
        if let overspent { return .failure(Refusal(overspent)) }
        move(to: .awaitingPromotion, at: time, actor: user, reason: "next step, wait skipped")
        return .success([.alertHeld("waits for approval")])
    }

    /// Promotes whatever was not tested yet; what is skipped goes into the record.
    mutating func promoteFull(
        _ version: ModelVersion, revision seen: Int, by user: String, reason: String, at time: Timestamp
    ) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        switch state {
        case .ramping, .held, .awaitingPromotion: break
        case .created, .validating, .rejected, .awaitingStart, .warming, .promoting, .baking, .promoted, .rollingBack,
            .rolledBack, .errored, .superseded, .cancelled:
            return .failure(
                Refusal("only a canary with traffic can be promoted; \(record.candidate) is \(state.name)"))
        }
        if let refusal = needs(version, reason) { return .failure(refusal) }
        if let refusal = policy.guards.refusal(of: user, to: "promote past the tests") {
            return .failure(Refusal(refusal))
        }
        let skipped = skippedChecks(at: time)
        return secondPerson(after: user, \.forcedBy) { machine, first in
            machine.record.origin.forced = Waiver(user: user, reason: reason, checks: skipped)
            return machine.startPromotion(
                at: time, actor: user,
                reason: "forced\(first.map { ", first by \($0)" } ?? ""): \(reason)"
                    + (skipped.isEmpty ? "" : "; skipped: \(skipped.joined(separator: ", "))"))
        }
    }

    /// Takes the candidate out; valid at any revision while it gets traffic or is about to.
    mutating func rollBack(by user: String, reason: String, at time: Timestamp) -> Reply {
        guard comparesModels else {
            return .failure(Refusal("\(record.candidate) gets no traffic: it is \(state.name)"))
        }
        return .success(withdraw(at: time, actor: user, reason: reason.isEmpty ? "rolled back by hand" : reason))
    }

    /// Takes a candidate back that has no traffic yet.
    mutating func cancel(revision seen: Int, by user: String, reason: String, at time: Timestamp) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        switch state {
        case .created, .validating, .awaitingStart, .warming,
            .ramping where weight == 0,
            .held where weight == 0:
            move(to: .cancelled, at: time, actor: user, reason: reason.isEmpty ? "cancelled by hand" : reason)
            return .success([.discard])
        case .rejected, .ramping, .held, .awaitingPromotion, .promoting, .baking, .promoted, .rollingBack, .rolledBack,
            .errored, .superseded, .cancelled:
            return .failure(
                Refusal(
                    "only what has no traffic yet can be cancelled; \(record.candidate) is \(state.name)"
                        + (comparesModels ? ": roll it back" : "")))
        }
    }

    /// Makes room for another candidate, where the policy lets it and this one is not promoted yet.
    mutating func supersede(by other: ModelVersion, user: String, at time: Timestamp) -> Reply {
        switch state {
        case .created, .validating, .awaitingStart, .warming, .ramping, .held, .awaitingPromotion, .errored:
            guard policy.guards.newcomer == .replace, state != .errored(from: .baking) else {
                return .failure(Refusal("the canary of \(record.candidate) runs: it ends first"))
            }
            move(to: .superseded, at: time, actor: user, reason: "\(other) takes its place")
            return .success([.discard])
        case .promoting, .baking, .rollingBack:
            return .failure(Refusal("\(record.candidate) is \(state.name): it ends first, or is rolled back"))
        case .rejected, .promoted, .rolledBack, .superseded, .cancelled:
            return .success([])
        }
    }

    /// Lets a held canary go on at the same step; after its deadline it gets as much time once more.
    mutating func resume(revision seen: Int, by user: String, at time: Timestamp) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        if ledger.holdWord != nil {
            ledger.holdWord = nil
            return .success([])
        }
        guard case .held(let reason, let step) = state, reason != .approval else {
            return .failure(Refusal("nothing is held; \(record.candidate) is \(state.name)"))
        }
        if reason == .freezeWindow, let window = freeze(at: time) { return .failure(Refusal(window)) }
        // A gate that failed is asked again, also where a person has held the canary since.
        let hasFailed = ledger.gates.failed != nil
        ledger.gates.failed = nil
        move(to: .ramping(step: step), at: time, actor: user, reason: "resumed")
        if isOverdue(at: time) { startedAt = time - paused }
        if hasFailed, ledger.gates.runsAgain { ledger.gates.isAsked = true }
        return .success([])
    }

    /// Acts at the first word, or where the policy asks for two at the second person's, about the same thing.
    ///
    /// Who approved what has passed its tests has not said that it may be promoted without them.
    private mutating func secondPerson(
        after user: String, _ word: WritableKeyPath<RolloutLedger, String?>,
        _ body: (inout RolloutStateMachine, String?) -> [Action]
    ) -> Reply {
        guard policy.guards.secondPerson else { return .success(body(&self, nil)) }
        guard let first = ledger[keyPath: word] else {
            ledger[keyPath: word] = user
            return .success([])
        }
        guard first != user else { return .failure(Refusal("\(user) has approved already: another person must, too")) }
        return .success(body(&self, first))
    }

    private func needs(_ version: ModelVersion, _ reason: String) -> Refusal? {
        guard version == record.candidate else {
            return Refusal("the candidate is \(record.candidate), not \(version)")
        }
        return reason.isEmpty ? Refusal("give a reason") : nil
    }
}
