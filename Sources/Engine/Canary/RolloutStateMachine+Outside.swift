import Domain

/// What the engine's outside tells a rollout: a stop and a start, the clock on the wall, a source that fails, the memory that is left.
extension RolloutStateMachine {
    /// The engine is back after a while without it: where that was longer than a step takes at least, nothing that would go on
    /// by itself goes any further until a person has looked, whatever it waited for before.
    ///
    /// A bake is not held: all requests are on the new champion, and to freeze that would be to go on. Nobody has seen how it
    /// did in the gap, so that the bake begins anew, the old champion stays loaded, and an alert says so.
    mutating func reopened(after gap: TimeSpan, at time: Timestamp) -> [Action] {
        guard gap > policy.minimumTime else { return [] }
        let sentence = "nothing was recorded for \(gap) before the engine came back"
        let now = if case .errored(let from) = state { from } else { state }
        switch now {
        case .ramping(let step) where weight > 0,
            .held(.inconclusive, let step) where weight > 0,
            .held(.approval, let step) where weight > 0,
            .held(.awaitingLabels, let step) where weight > 0,
            .held(.freezeWindow, let step) where weight > 0,
            .held(.gate, let step) where weight > 0:
            return hold(.evidenceGap, step, sentence, at: time)
        case .awaitingPromotion where weight > 0:
            return hold(.evidenceGap, lastStep, sentence, at: time)
        case .baking:
            bakeAnew()
            return [.alertHeld("\(sentence): the bake begins anew")]
        case .created, .validating, .rejected, .awaitingStart, .warming, .ramping, .held, .awaitingPromotion,
            .promoting, .promoted, .rollingBack, .rolledBack, .errored, .superseded, .cancelled:
            return []
        }
    }

    /// Counts the bake from the next event on; the clock still stands where it was.
    mutating func bakeAnew() {
        bakedPairs = 0
        ledger.bakingSince = nil
    }

    /// Lets wall time pass while an approval is waited for: a person's time is no stream time.
    ///
    /// - Parameters:
    ///   - moment: Wall time, from outside; the first one in a state is where its waiting is counted from.
    ///   - time: Stream time.
    /// - Returns: What is to be done, in order.
    mutating func waited(until moment: Timestamp, at time: Timestamp) -> [Action] {
        guard awaitsApproval != nil, !ledger.isReminded else { return [] }
        guard let begin = ledger.waitingSince else {
            ledger.waitingSince = moment
            return []
        }
        let limit = policy.guards.reminder
        guard moment - begin > limit else { return [] }
        switch policy.guards.atApprovalDeadline {
        case .hold:
            ledger.isReminded = true
            return [.remind("\(record.candidate) has waited more than \(limit) for approval")]
        case .rollBack where state == .awaitingStart:
            move(to: .cancelled, at: time, actor: "engine", reason: "not approved in \(limit)")
            return [.discard]
        case .rollBack:
            return withdraw(at: time, actor: "engine", reason: "not approved in \(limit)")
        }
    }

    /// Takes a reading of the source in: one that fails is a measurement that could not be made.
    mutating func take(sourceFailure failure: String?, at time: Timestamp) -> [Action] {
        if let failure {
            ledger.isSourceAway = true
            return couldNotMeasure("the source cannot be read: \(failure)", at: time)
        }
        guard ledger.isSourceAway == true else { return [] }
        ledger.isSourceAway = nil
        if state != .errored(from: .warming), !ledger.isPlaneAway { recover(at: time) }
        return []
    }

    /// Whether its predicted memory is there; what was not measured fits.
    var fitsIntoMemory: Bool { record.memory?.fits ?? true }

    /// Takes a look at what memory is left for a candidate that warms.
    mutating func take(availableBytes: Int, at time: Timestamp) -> [Action] {
        guard state == .warming || state == .errored(from: .warming) else { return [] }
        record.memory?.availableBytes = availableBytes
        return []
    }
}
