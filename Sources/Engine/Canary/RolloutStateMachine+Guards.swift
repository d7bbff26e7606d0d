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
        if let problem = ledger.dataProblem { return problem }
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
        guard let budget = policy.guards.promotionBudget, !isSplit else { return nil }
        let total = ledger.promotions.loss + difference.estimate
        guard total > budget else { return nil }
        return "promotion budget: with this one the promotions add up to a loss of \(Decimal.fixed(total, 3)), "
            + "\(Decimal.fixed(budget, 3)) allowed"
    }

    /// Whether no limit of the file, no gate and no fault of the data keeps the weight where it is.
    var maySpend: Bool { overspent == nil && ledger.dataProblem == nil && ledger.gates.failed == nil }

    /// All that a promotion in full would skip now, each with its numbers.
    func skippedChecks(at time: Timestamp) -> [String] {
        var skipped: [String] = []
        if verdict != .pass { skipped.append("verdict is \(verdict.rawValue) after \(difference.count) pairs") }
        if let awaited = awaitedGuardrail(at: lastStep) { skipped.append(awaited) }
        let left = lastStep - step
        if left > 0 { skipped.append("\(left) \(left == 1 ? "step" : "steps") of the ramp") }
        if pairsInStep < pairsNeeded {
            skipped.append("\(pairsInStep) of \(pairsNeeded) pairs in this step")
        }
        if time - since < timeNeeded { skipped.append("\(time - since) of \(timeNeeded) in this step") }
        if case .held(let reason, _) = state, reason != .approval, reason != .freezeWindow, reason != .gate {
            skipped.append("held: \(reason.rawValue)")
        }
        let limits = [freeze(at: time), ledger.dataProblem, capped(at: time), overspent, ledger.gates.failed]
        return skipped + limits.compactMap { $0 }
    }

    /// What keeps the evidence from being trusted now, a sentence each.
    var warnings: [String] {
        guard !state.isEnded else { return [] }
        let faults = ledger.faults
        let missed = faults > 0 ? "\(faults) of \(policy.guards.errorLimit) measurements could not be made" : nil
        return [ledger.dataProblem, ledger.coverageGap, missed].compactMap { $0 }
    }
}
