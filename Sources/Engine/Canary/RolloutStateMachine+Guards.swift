import Domain
import Learning

/// What keeps a rollout from going on although its evidence passes, in words.
extension RolloutStateMachine {
    /// The freeze window that holds now, with its end.
    func freeze(at time: Timestamp) -> String? {
        for window in policy.guards.freezeWindows {
            guard let end = window.end(at: time) else { continue }
            return "freeze window \(window), until \(end)"
        }
        return nil
    }

    /// Why the candidate may not take more traffic now; nil where it may.
    func obstacle(at time: Timestamp) -> String? {
        if state == .awaitingStart { return nil }
        if let window = freeze(at: time) { return window }
        guard state == .awaitingPromotion else { return nil }
        if ledger.gates.isAsked { return "its gates run once more before the promotion" }
        return faded ?? capped(at: time) ?? overspent
    }

    /// The verdict, where it passed before and does not now: what is inconclusive is not promoted.
    private var faded: String? {
        verdict == .pass ? nil : "the verdict is \(verdict.rawValue) now; it flips if: \(evidence.flipsIf)"
    }

    /// The cap of promotions a day, where it is reached.
    func capped(at time: Timestamp) -> String? {
        guard let cap = policy.guards.promotionsADay,
            let opens = ledger.promotions.opens(under: cap, at: time)
        else { return nil }
        return "\(cap) \(cap == 1 ? "promotion" : "promotions") a day are the cap; possible again from \(opens)"
    }

    /// The budget of all promotions, where this one would go beyond it.
    var overspent: String? {
        guard let budget = policy.guards.promotionBudget else { return nil }
        let total = ledger.promotions.loss + difference.estimate
        guard total > budget else { return nil }
        return "promotion budget: with this one the promotions add up to a loss of \(Decimal.fixed(total, 3)), "
            + "\(Decimal.fixed(budget, 3)) allowed"
    }

    /// All that a promotion in full would skip now, each with its numbers.
    func skippedChecks(at time: Timestamp) -> [String] {
        var skipped: [String] = []
        if verdict != .pass { skipped.append("verdict is \(verdict.rawValue) after \(difference.count) pairs") }
        let left = lastStep - step
        if left > 0 { skipped.append("\(left) \(left == 1 ? "step" : "steps") of the ramp") }
        if pairsInStep < policy.minimumPairs {
            skipped.append("\(pairsInStep) of \(policy.minimumPairs) pairs in this step")
        }
        if time - since < policy.minimumTime { skipped.append("\(time - since) of \(policy.minimumTime) in this step") }
        if case .held(let reason, _) = state, reason != .approval, reason != .freezeWindow, reason != .gate {
            skipped.append("held: \(reason.rawValue)")
        }
        return skipped + [freeze(at: time), capped(at: time), overspent, ledger.gates.failed].compactMap { $0 }
    }
}
