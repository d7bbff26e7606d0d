import Domain
import Learning

/// What the running comparison says, in numbers and in words.
extension RolloutStateMachine {
    var verdict: Verdict {
        let bounds = difference.bounds
        if difference.count == 0 { return .inconclusive }
        if bounds.lower > 0 { return .fail }
        return bounds.upper < policy.margin && !looksTooBad ? .pass : .inconclusive
    }

    /// Where nobody is asked no harm is not enough: the candidate must not even look worse.
    private var looksTooBad: Bool { policy.approval == .automatic && difference.estimate > 0 }

    var evidence: RolloutEvidence {
        let bounds = difference.bounds
        return RolloutEvidence(
            pairs: difference.count, difference: difference.estimate, lower: bounds.lower, upper: bounds.upper,
            verdict: verdict, flipsIf: flipSentence)
    }

    var flipSentence: String {
        switch verdict {
        case .pass:
            let room = policy.margin - difference.bounds.upper
            return "the loss difference rises by \(Decimal.fixed(room, 3))"
        case .fail, .error:
            return "nothing: harm is proven"
        case .inconclusive:
            if !looksTooBad, let more = difference.pairsNeeded(forUpperBelow: policy.margin) {
                return "about \(more) more \(more == 1 ? "pair" : "pairs") at this difference"
            }
            return "the candidate makes fewer errors: it is \(Decimal.fixed(difference.estimate, 3)) worse so far"
        }
    }

    var passSentence: String {
        "difference \(Decimal.fixed(difference.estimate, 3)), at most \(Decimal.fixed(difference.bounds.upper, 3)) "
            + "after \(difference.count) pairs"
    }

    var harmSentence: String {
        "worse by \(Decimal.fixed(difference.estimate, 3)), at least \(Decimal.fixed(difference.bounds.lower, 3)), "
            + "after \(difference.count) pairs"
    }

    var staleSentence: String {
        "canary has moved on: \(record.candidate) is \(state.name) at \(Decimal.fixed(weight, 0)) %"
    }
}
