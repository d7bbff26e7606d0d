import Domain
import Learning

/// What the arms of an A/B comparison came to: whole units, each once, at one age.
struct SplitOutcomes: Codable, Hashable, Sendable {
    let definition: SplitDefinition
    let alpha: Double
    private var gap: MeanGapSequence
    /// The one look of a fixed horizon, once it was taken: the gain's bounds.
    private var fixedLower: Double?
    private var fixedUpper: Double?

    init(_ definition: SplitDefinition, alpha: Double) {
        self.definition = definition
        self.alpha = alpha
        do {
            gap = try MeanGapSequence(effect: definition.effect)
        } catch {
            preconditionFailure("SplitOutcomes(\(definition.effect)) got an effect that a pipeline file cannot hold")
        }
    }

    /// Counts a unit in; one whose outcome is not known, or that comes after a fixed horizon, does not count.
    mutating func add(_ unit: UnitBook.Outcome) {
        guard !isOver else { return }
        let outcome: Double
        switch definition.metric {
        case .reward: outcome = unit.sum
        case .loss:
            guard unit.count > 0 else { return }
            outcome = unit.sum / Double(unit.count)
        }
        guard outcome.isFinite, outcome.magnitude < 1e100 else { return }
        do {
            try gap.add(outcome, to: unit.arm)
        } catch {
            preconditionFailure("SplitOutcomes.add refused \(outcome)")
        }
        if let horizon = definition.fixedUnits, champion.units + candidate.units == horizon {
            let bounds = gains(gap.singleLookBounds(alpha: alpha))
            fixedLower = bounds?.lower ?? -.infinity
            fixedUpper = bounds?.upper ?? .infinity
        }
    }

    var champion: RolloutEvidence.Arm {
        RolloutEvidence.Arm(units: Int(gap.control.count), mean: gap.control.mean)
    }

    var candidate: RolloutEvidence.Arm {
        RolloutEvidence.Arm(units: Int(gap.treatment.count), mean: gap.treatment.mean)
    }

    /// Above 0 is better for the candidate, in the metric's unit; 0 while an arm is empty.
    var gain: Double { (gap.estimate ?? 0) * sign }

    /// The gain's bounds; nil while nothing may be said.
    var bounds: (lower: Double, upper: Double)? {
        guard definition.fixedUnits == nil else {
            guard let fixedLower, let fixedUpper else { return nil }
            return (fixedLower, fixedUpper)
        }
        return gains(gap.bounds(alpha: alpha))
    }

    /// Whether a fixed horizon was reached: nothing that comes later counts.
    var isOver: Bool { fixedLower != nil }

    /// About how many more units, of both arms, make it a pass or a fail at this gain; nil where none do.
    var unitsNeeded: Int? {
        let units = champion.units + candidate.units
        if let horizon = definition.fixedUnits { return isOver ? nil : max(0, horizon - units) }
        let limit = gain > -definition.margin ? -definition.margin : 0
        return gap.growthNeeded(past: limit * sign, alpha: alpha).map { Int((Double(units) * ($0 - 1)).rounded(.up)) }
    }

    private var sign: Double { definition.wantsHigher ? 1 : -1 }

    private func gains(_ range: ClosedRange<Double>?) -> (lower: Double, upper: Double)? {
        range.map { definition.wantsHigher ? ($0.lowerBound, $0.upperBound) : (-$0.upperBound, -$0.lowerBound) }
    }
}
