import Domain

/// What the running comparison says, in numbers and in words.
extension RolloutStateMachine {
    var verdict: Verdict {
        if let outcomes { return verdict(of: outcomes) }
        if case .errored = state { return .error }
        if ledger.coverageGap != nil { return .inconclusive }
        if difference.provesHarm { return .fail }
        return difference.provesSafety && !looksTooBad ? .pass : .inconclusive
    }

    /// Where nobody is asked no harm is not enough: the candidate must not even look worse.
    private var looksTooBad: Bool { policy.approval == .automatic && difference.estimate > 0 }

    var evidence: RolloutEvidence { outcomes.map(evidence(of:)) ?? pairedEvidence }

    /// What the paired losses say, whatever decides.
    var pairedEvidence: RolloutEvidence {
        let bounds = difference.bounds
        let more = pairsToPass
        let span = more.flatMap(time(of:))
        return RolloutEvidence(
            pairs: difference.count, difference: difference.estimate, lower: bounds.lower, upper: bounds.upper,
            verdict: verdict, flipsIf: flipSentence + (span.map { ", about \($0) at this rate" } ?? ""),
            bound: policy.margin, from: ledger.firstPair, through: ledger.newestPair, pairsNeeded: more,
            timeNeeded: span, harm: ledger.harm)
    }

    /// About how many more pairs at this difference make the verdict a pass; nil where it is none of them.
    private var pairsToPass: Int? {
        guard verdict == .inconclusive, !looksTooBad, ledger.coverageGap == nil else { return nil }
        return difference.pairsToSafety
    }

    /// About how much stream time so many pairs take at the rate so far, to the minute.
    private func time(of pairs: Int) -> TimeSpan? {
        guard difference.count > 1, let first = ledger.firstPair, let newest = ledger.newestPair, newest > first else {
            return nil
        }
        let each = (newest - first).seconds / Double(difference.count - 1)
        return .minutes(max(1, Int((each * Double(pairs) / 60).rounded())))
    }

    var flipSentence: String {
        if let outcomes { return flipSentence(of: outcomes) }
        switch verdict {
        case .pass:
            if let awaited = awaitedGuardrail(at: step) { return awaited }
            let losses = difference.lossesToDoubt.map { "\($0)" } ?? "over 100"
            return "the candidate loses the next \(losses == "1" ? "pair" : "\(losses) pairs")"
        case .error:
            return "the next measurement that can be made"
        case .fail:
            return "nothing: harm is proven"
        case .inconclusive:
            if let gap = ledger.coverageGap { return "the arms' labels come alike: \(gap)" }
            if let more = pairsToPass {
                return "about \(more) more \(more == 1 ? "pair" : "pairs") at this difference"
            }
            return "the candidate makes fewer errors: it is \(Decimal.fixed(difference.estimate, 3)) worse so far"
        }
    }

    var passSentence: String {
        if let outcomes { return sentence(of: outcomes) }
        return "difference \(Decimal.fixed(difference.estimate, 3)), "
            + "at most \(Decimal.fixed(difference.bounds.upper, 3)) "
            + "after \(difference.count) pairs"
    }

    var harmSentence: String {
        if let outcomes { return sentence(of: outcomes) }
        return "worse by \(Decimal.fixed(difference.estimate, 3)), "
            + "at least \(Decimal.fixed(difference.bounds.lower, 3)), "
            + "after \(difference.count) pairs"
    }

    /// Where the comparison stands, for a decision that it did not make.
    var soFarSentence: String {
        if let outcomes { return sentence(of: outcomes) }
        guard difference.count > 0 else { return "no pair was labelled" }
        let estimate = difference.estimate
        let words = "\(Decimal.fixed(estimate.magnitude, 3)) \(estimate > 0 ? "worse" : "better") so far"
        let bounds = difference.bounds
        return "\(words), difference \(Decimal.fixed(bounds.lower, 3)) to \(Decimal.fixed(bounds.upper, 3)), "
            + "\(difference.count) pairs"
    }

    /// What the person has not seen yet.
    var staleSentence: String {
        switch state {
        case .ramping(let step), .held(_, let step):
            "canary is now at step \(step + 1), \(Decimal.fixed(weight, 0)) %"
        default:
            "canary is now \(state.name), \(Decimal.fixed(weight, 0)) %"
        }
    }
}
