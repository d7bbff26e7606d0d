import Domain

/// A line of the canary pane.
enum CanaryLine: Hashable, Sendable {
    case state
    case weight
    case scale
    case candidateRecipe
    case championRecipe
    case heading
    case comparison(CanarySnapshot.Comparison)
    case gate(GateResult)
    /// Why a gate rejected, as a sentence.
    case reason(String)
    /// The worst of one kind of guardrail, of so many.
    case guardrail(GuardrailState, of: Int)
    case observed
    /// How the candidates stand that race.
    case race(CanarySnapshot.Race)
    /// How many of each arm's answers are labelled at one age.
    case labels(CanarySnapshot.LabelCoverage)
    /// Why the evidence is not to be trusted.
    case warning(String)
    /// A line of the sentence that says what would change the verdict.
    case flips(String)
    case blank
    /// The replay of old windows and regimes: its columns, a version, and what it comes to.
    case gridHeading
    case gridRow(Int)
    case gridSummary

    /// The rejecting gate comes right after the state; else comparisons first, then the gates, then the replay of old rows.
    static func lines(of canary: CanarySnapshot, width: Int) -> [CanaryLine] {
        var lines = [CanaryLine.state]
        if canary.record.state.hasTraffic { lines += [.weight, .scale] }
        let gates = canary.record.gates.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }.map(\.element)
        if !canary.comparisons.isEmpty {
            lines += [.heading] + canary.comparisons.map(CanaryLine.comparison)
        }
        if !gates.isEmpty, canary.comparisons.isEmpty { lines.append(.blank) }
        for gate in gates {
            lines.append(.gate(gate))
            if gate.isBlocking { lines += [.reason(gate.detail), .blank] }
        }
        lines += GuardrailState.worst(of: canary.guardrails).map { CanaryLine.guardrail($0.state, of: $0.count) }
        if canary.observedShare != nil, canary.record.state.hasTraffic { lines.append(.observed) }
        if let race = canary.race { lines.append(.race(race)) }
        if let coverage = canary.coverage, canary.record.state.hasTraffic { lines.append(.labels(coverage)) }
        lines += canary.warnings.flatMap { "! \($0)".wrapped(to: width).map(CanaryLine.warning) }
        if let evidence = canary.evidence, !canary.record.state.isEnded, !evidence.flipsIf.isEmpty {
            let sentence = "Flips if: \(evidence.flipsIf)" + (harm(evidence, of: canary).map { ". \($0)" } ?? "")
            lines += sentence.wrapped(to: width).map(CanaryLine.flips)
        }
        return lines + [.blank, .candidateRecipe, .championRecipe] + grid(canary.record.grid)
    }

    /// The expected extra bad outcomes that users had so far, of those they may have.
    private static func harm(_ evidence: RolloutEvidence, of canary: CanarySnapshot) -> String? {
        guard let harm = evidence.harm, canary.record.state.hasTraffic else { return nil }
        let budget = canary.harmBudget.map { " of \(MetricText.short($0))" } ?? ""
        return "Harm: \(MetricText.amount(max(0, harm)))\(budget)"
    }

    private static func grid(_ grid: ReplayGrid?) -> [CanaryLine] {
        guard let grid, !grid.rows.isEmpty else { return [] }
        return [.blank, .gridHeading] + grid.rows.indices.map(CanaryLine.gridRow) + [.gridSummary]
    }
}

extension RolloutState {
    var hasTraffic: Bool {
        switch self {
        case .ramping, .held, .awaitingPromotion, .promoting, .baking, .rollingBack: true
        case .errored(let from): from.hasTraffic
        case .created, .validating, .rejected, .awaitingStart, .warming, .promoted, .rolledBack, .superseded,
            .cancelled:
            false
        }
    }
}

extension GateResult {
    /// What stops the candidate comes first, then what failed without stopping it; what could not be measured comes last.
    var rank: Int {
        if isBlocking { return 0 }
        switch verdict {
        case .fail, .error: return 1
        case .pass: return 2
        case .inconclusive: return isRequired ? 1 : 3
        }
    }

    var isBlocking: Bool { isRequired && (verdict == .fail || verdict == .error) }
}
