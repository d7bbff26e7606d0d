import Domain
import Learning

/// An A/B comparison: the arms' outcomes decide, not the paired losses, which mean nothing where the answer changes what
/// happens.
extension RolloutStateMachine {
    /// Whether the candidate is on its share of an A/B comparison, or was when it was promoted.
    var isSplit: Bool { outcomes != nil }

    /// Whether units that come now count in the comparison.
    var takesUnits: Bool {
        guard isSplit, weight > 0, weight < 100 else { return false }
        switch state {
        case .ramping, .held, .awaitingPromotion: return true
        case .created, .validating, .rejected, .awaitingStart, .warming, .promoting, .baking, .promoted, .rollingBack,
            .rolledBack, .errored, .superseded, .cancelled:
            return false
        }
    }

    /// Counts a unit's outcome in and decides.
    mutating func add(_ unit: UnitBook.Outcome, at time: Timestamp, automatic: Bool) -> [Action] {
        guard takesUnits, let before = outcomes else { return [] }
        outcomes?.add(unit)
        if let outcomes { ledger.harm = -outcomes.gain * Double(outcomes.candidate.units) }
        pairsInStep += (outcomes?.candidate.units ?? 0) - before.candidate.units
        ledger.firstPair = ledger.firstPair ?? time
        ledger.newestPair = time
        record.evidence = evidence
        return decide(at: time, automatic: automatic)
    }

    /// Counts something that was told of a served prediction while the new champion bakes.
    mutating func bakeOn(at time: Timestamp) -> [Action] {
        guard isSplit, state == .baking else { return [] }
        bakedPairs += 1
        return decide(at: time, automatic: false)
    }

    func verdict(of outcomes: SplitOutcomes) -> Verdict {
        if case .errored = state { return .error }
        guard hasEnoughUnits, let bounds = outcomes.bounds, !hasUnlikeLabels else { return .inconclusive }
        if bounds.upper < 0 { return .fail }
        return bounds.lower > -outcomes.definition.margin ? .pass : .inconclusive
    }

    /// Whether the outcomes are losses whose labels do not come alike on both arms.
    private var hasUnlikeLabels: Bool {
        policy.exposure.split.metric == .loss && ledger.coverageGap != nil
    }

    /// Each arm has the least number of units.
    private var hasEnoughUnits: Bool {
        guard let outcomes else { return false }
        return min(outcomes.champion.units, outcomes.candidate.units) >= policy.minimumPairs
    }

    func evidence(of outcomes: SplitOutcomes) -> RolloutEvidence {
        let bounds = outcomes.bounds
        let now = verdict(of: outcomes)
        let more = now == .inconclusive ? unitsNeeded : nil
        let units = outcomes.champion.units + outcomes.candidate.units
        let wait = more.flatMap { span(of: $0, amongst: units) }
        let least = bounds?.lower ?? -Double.infinity
        let most = bounds?.upper ?? Double.infinity
        return RolloutEvidence(
            pairs: outcomes.candidate.units, difference: 0 - outcomes.gain, lower: -most, upper: -least, verdict: now,
            flipsIf: flipSentence(of: outcomes) + (wait.map { ", about \($0) at this rate" } ?? ""),
            bound: outcomes.definition.margin, from: ledger.firstPair, through: ledger.newestPair, pairsNeeded: more,
            timeNeeded: wait, harm: ledger.harm,
            arms: RolloutEvidence.Arms(champion: outcomes.champion, candidate: outcomes.candidate))
    }

    /// About how many more units of both arms settle it, the least number of each among them.
    private var unitsNeeded: Int? {
        guard let outcomes else { return nil }
        let share = policy.exposure.split.share / 100
        let missing = max(
            Double(policy.minimumPairs - outcomes.candidate.units) / share,
            Double(policy.minimumPairs - outcomes.champion.units) / (1 - share))
        if !hasEnoughUnits { return max(Int(missing.rounded(.up)), outcomes.unitsNeeded ?? 0) }
        return outcomes.unitsNeeded
    }

    private func span(of units: Int, amongst so: Int) -> TimeSpan? {
        guard so > 1, let first = ledger.firstPair, let newest = ledger.newestPair, newest > first else { return nil }
        let each = (newest - first).seconds / Double(so - 1)
        return .minutes(max(1, Int((each * Double(units) / 60).rounded())))
    }

    func flipSentence(of outcomes: SplitOutcomes) -> String {
        switch verdict(of: outcomes) {
        case .pass: "the gain falls by \(number((outcomes.bounds?.lower ?? 0) + outcomes.definition.margin))"
        case .fail: "nothing: the candidate is proven worse"
        case .error: "the next measurement that can be made"
        case .inconclusive:
            if hasUnlikeLabels {
                "the arms' labels come alike: \(ledger.coverageGap ?? "")"
            } else if outcomes.isOver {
                "nothing: the horizon of \(outcomes.definition.fixedUnits ?? 0) units is reached"
            } else if let more = unitsNeeded {
                "about \(more) more units at this gain"
            } else {
                "the arms differ more: the gain is \(number(outcomes.gain)) so far"
            }
        }
    }

    func sentence(of outcomes: SplitOutcomes) -> String {
        let range = outcomes.bounds.map { ", \(number($0.lower)) to \(number($0.upper))" } ?? ""
        return "\(outcomes.definition.metric.rawValue) gain \(number(outcomes.gain))\(range), on "
            + "\(outcomes.champion.units) and \(outcomes.candidate.units) units"
    }

    private func number(_ value: Double) -> String { Decimal.fixed(value, 3) }
}
