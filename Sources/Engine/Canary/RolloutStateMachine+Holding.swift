import Domain

/// A person's word that a canary goes no further: at once where it has steps, else as soon as it is on one.
extension RolloutStateMachine {
    /// Who asked for a hold that cannot be yet, and why.
    struct HoldWord: Codable, Hashable, Sendable {
        var user: String
        var reason: String
    }

    /// Freezes the weight where it is; what warms or is at fault is held when it is on its ramp.
    mutating func hold(revision seen: Int, by user: String, at time: Timestamp) -> Reply {
        guard seen == revision else { return .failure(Refusal(staleSentence)) }
        let word = HoldWord(user: user, reason: "held by hand")
        if let step = stepToHold {
            move(to: .held(.manual, step: step), at: time, actor: user, reason: word.reason)
            return .success([])
        }
        switch state {
        case .warming where record.origin.kind != .undo, .errored where isHeldLater:
            ledger.holdWord = word
            return .success([])
        case .warming:
            return .failure(Refusal("an undo has no step to hold at: roll \(record.candidate) back, or let it go on"))
        case .baking, .promoting, .errored:
            return .failure(
                Refusal(
                    "\(record.candidate) is \(state.name): it has no step to hold at; roll it back, or let it go on"))
        case .created, .validating, .awaitingStart:
            return .failure(
                Refusal("\(record.candidate) is \(state.name) and has no traffic to hold: cancel it, or let it go on"))
        case .held:
            return .failure(Refusal("\(record.candidate) is held already"))
        case .rejected, .ramping, .awaitingPromotion, .promoted, .rollingBack, .rolledBack, .superseded, .cancelled:
            return .failure(Refusal("only a canary that runs can be held; \(record.candidate) is \(state.name)"))
        }
    }

    /// Labels were taken back that it may have been judged by: it goes no further, wherever it stands.
    ///
    /// - Parameters:
    ///   - user: Who took them back.
    ///   - time: Stream time.
    /// - Returns: What is to be done, and what becomes of the canary, in words; nil where it is held already or has ended.
    mutating func doubt(by user: String, at time: Timestamp) -> (actions: [Action], sentence: String)? {
        let word = HoldWord(user: user, reason: "labels were retracted")
        if let step = stepToHold {
            move(to: .held(.manual, step: step), at: time, actor: user, reason: word.reason)
            return ([], "the canary of \(record.candidate) is held")
        }
        let before = if case .errored(let from) = state { from } else { state }
        switch before {
        case .baking:
            bakeAnew()
            let sentence = "\(word.reason): the bake begins anew"
            return ([.alertHeld(sentence)], "the bake of \(record.candidate) begins anew")
        case .promoting:
            return ([], "\(record.candidate) takes the traffic over already, its bake begins after this")
        case .created, .validating, .awaitingStart, .warming, .ramping, .held, .awaitingPromotion:
            guard record.origin.kind != .undo else {
                return ([], "\(record.candidate) comes back all the same, as an undo goes by no label")
            }
            if case .held(.manual, _) = before { return nil }
            ledger.holdWord = word
            return ([], "the canary of \(record.candidate) is held as soon as it is on its ramp")
        case .rejected, .promoted, .rollingBack, .rolledBack, .errored, .superseded, .cancelled:
            return nil
        }
    }

    /// Holds what has come to a step where a person has asked for it.
    mutating func holdWhereAsked(at time: Timestamp) {
        guard let word = ledger.holdWord, let step = stepToHold else { return }
        ledger.holdWord = nil
        move(to: .held(.manual, step: step), at: time, actor: word.user, reason: word.reason)
    }

    /// The step at which it would be held now; nil where it has none, and where a person holds it already.
    private var stepToHold: Int? {
        switch state {
        case .ramping(let step): step
        case .held(let reason, let step): reason == .manual ? nil : step
        case .awaitingPromotion: lastStep
        case .created, .validating, .rejected, .awaitingStart, .warming, .promoting, .baking, .promoted, .rollingBack,
            .rolledBack, .errored, .superseded, .cancelled:
            nil
        }
    }

    /// Whether it comes back from its fault to a place where it can be held.
    private var isHeldLater: Bool {
        switch state {
        case .errored(.warming), .errored(.ramping), .errored(.awaitingPromotion): record.origin.kind != .undo
        case .errored(.held(let reason, _)): reason != .manual
        default: false
        }
    }
}
