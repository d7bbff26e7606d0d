import Domain

/// What happens to a rollout by itself: gates, events, labels, faults and time.
extension RolloutStateMachine {
    mutating func startValidating(at time: Timestamp, actor: String = "engine", reason: String = "artifact loaded") {
        guard state == .created else { return }
        move(to: .validating, at: time, actor: actor, reason: reason)
    }

    /// Takes the gates' answers: a failed or unmeasured required gate rejects, unless a person has overridden it.
    @discardableResult
    mutating func judge(_ gates: [GateResult], at time: Timestamp) -> [Action] {
        guard state == .validating else { return [] }
        record.gates = gates
        let failed = gates.first(where: \.rejects)
        if let failed, record.origin.override == nil {
            move(to: .rejected, at: time, actor: "engine", reason: "gate \(failed.gate.rawValue): \(failed.detail)")
            return []
        }
        let reason =
            switch record.origin.kind {
            case .search: "all required gates passed"
            case .retry, .recall, .deployment: "all required gates passed" + (record.origin.attempt > 1 ? " again" : "")
            case .undo: "a former champion"
            case .override: "gates overridden: the version is unverified"
            }
        guard policy.guards.start == .approval, record.origin.kind == .search else {
            move(to: .warming, at: time, actor: "engine", reason: reason)
            return []
        }
        move(to: .awaitingStart, at: time, actor: "engine", reason: reason)
        return [.alertHeld("waits for its start")]
    }

    /// A drill goes past the gates, and says so.
    mutating func skipGates(at time: Timestamp) {
        guard state == .created else { return }
        move(to: .warming, at: time, actor: "engine", reason: "drill: gates skipped")
    }

    /// The candidate has answered its first event without fault.
    ///
    /// In a freeze window, and where it does not fit into memory, it goes on warming; a former champion that a person brings back skips the ramp and the window.
    @discardableResult
    mutating func warmed(at time: Timestamp) -> [Action] {
        guard state == .warming else { return [] }
        if record.origin.kind == .undo {
            return startPromotion(at: time, actor: "engine", reason: "smoke test passed; an undo has no ramp")
        }
        guard policy.exposure.beginsInShadow || freeze(at: time) == nil, fitsIntoMemory else { return [] }
        move(to: .ramping(step: 0), at: time, actor: "engine", reason: "smoke test passed")
        return []
    }

    /// Takes the candidate's answer to an event in while it warms; it may take its warming time to give a valid one.
    mutating func answeredInWarming(isValid: Bool, at time: Timestamp) -> [Action] {
        if isValid, state == .errored(from: .warming), fitsIntoMemory { recover(at: time) }
        if isValid, fitsIntoMemory { return warmed(at: time) }
        guard state == .warming, time - since > policy.guards.warmingTime else { return [] }
        let shortage = fitsIntoMemory ? nil : record.memory?.words
        return breakDown(shortage ?? "no valid answer in \(policy.guards.warmingTime)", at: time)
    }

    /// Counts which arm answered an event, and holds where the split is not as meant.
    ///
    /// What sticks to no arm shows in the observed share, and is no unit of the check.
    @discardableResult
    mutating func countAnswer(
        unit: String? = nil, byCandidate: Bool, isSticky: Bool = true, at time: Timestamp
    ) -> [Action] {
        answered += 1
        if byCandidate { answeredByCandidate += 1 }
        guard isSticky, case .ramping(let step) = state, weight > 0, weight < 100 else { return [] }
        let mismatch = ledger.split.add(
            unit: unit, isOnCandidate: byCandidate, weight: weight, alpha: policy.guards.sampleRatioAlpha)
        guard let mismatch else { return [] }
        let reason =
            "the split is off: \(mismatch.onCandidate) of \(mismatch.units) units on the candidate, meant are "
            + "\(Decimal.fixed(mismatch.expected, 0))"
        move(to: .held(.evidenceGap, step: step), at: time, actor: "engine", reason: reason)
        return [.alertHeld(reason)]
    }

    /// All traffic is on the candidate; the old champion stays loaded.
    mutating func swapped(at time: Timestamp) {
        guard state == .promoting else { return }
        move(to: .baking, at: time, actor: "engine", reason: "\(record.candidate) serves alone")
    }

    /// A measurement could not be made: too many in a row are a fault.
    mutating func couldNotMeasure(_ what: String, at time: Timestamp) -> [Action] {
        guard comparesModels else { return [] }
        ledger.faults += 1
        if case .errored = state { return [] }
        guard ledger.faults >= policy.guards.errorLimit else { return [] }
        return breakDown("\(what), \(ledger.faults) times in a row", at: time)
    }

    /// Freezes the weight over a fault that says nothing about the model.
    mutating func breakDown(_ what: String, at time: Timestamp) -> [Action] {
        guard comparesModels, state != .promoting else { return [] }
        if case .errored = state { return [] }
        move(to: .errored(from: state), at: time, actor: "engine", reason: what)
        return [.alertHeld("at fault: \(what)")]
    }

    /// A measurement was made again: the rollout goes on where it was.
    mutating func recover(at time: Timestamp) {
        ledger.faults = 0
        guard case .errored(let before) = state else { return }
        move(to: before, at: time, actor: "engine", reason: "measured again")
    }

    /// Lets stream time pass: ends a step, a freeze or a fault.
    mutating func tick(at time: Timestamp) -> [Action] {
        beginBake(at: time)
        switch state {
        case .errored where time - since > policy.guards.errorDeadline:
            return withdraw(at: time, actor: "engine", reason: "at fault for more than \(policy.guards.errorDeadline)")
        case .baking where isBaked(at: time):
            return endBake(at: time)
        case .ramping(let step)
        where time - since > policy.maximumTime && !isStepPassed(step) && !ledger.isRacing:
            return isOverdue(at: time) ? endAtDeadline(step, at: time) : holdUndecided(step, at: time)
        case .held(.awaitingLabels, let step) where isOverdue(at: time),
            .held(.inconclusive, let step) where isOverdue(at: time):
            return endAtDeadline(step, at: time)
        case .held(.freezeWindow, let step) where freeze(at: time) == nil:
            move(to: .ramping(step: step), at: time, actor: "engine", reason: "freeze window over")
            return []
        case .created, .validating, .rejected, .awaitingStart, .warming, .ramping, .held, .awaitingPromotion,
            .promoting, .baking, .promoted, .rollingBack, .rolledBack, .errored, .superseded, .cancelled:
            return []
        }
    }
}
