import Domain
import Terminal

/// A state as the screen says it: never by colour alone.
struct StateWord: Hashable, Sendable {
    var glyph: String
    var word: String
    var role: Role

    var line: StyledLine { StyledLine("\(glyph) \(word)", role) }
}

extension PipelineSnapshot.Health {
    var state: StateWord {
        switch self {
        case .healthy: StateWord(glyph: "●", word: "healthy", role: .ok)
        case .warning: StateWord(glyph: "◐", word: "warning", role: .warn)
        case .critical: StateWord(glyph: "✗", word: "critical", role: .crit)
        case .needsYou: StateWord(glyph: "◆", word: "needs you", role: .warn)
        case .silent: StateWord(glyph: "○", word: "silent", role: .unknown)
        }
    }
}

extension Verdict {
    var state: StateWord {
        switch self {
        case .pass: StateWord(glyph: "✓", word: "pass", role: .ok)
        case .fail: StateWord(glyph: "✗", word: "fail", role: .crit)
        case .inconclusive: StateWord(glyph: "·", word: "unclear", role: .unknown)
        case .error: StateWord(glyph: "!", word: "no answer", role: .warn)
        }
    }
}

extension AlertRecord {
    var stateWord: StateWord {
        switch state {
        case .pending: StateWord(glyph: "○", word: "pending", role: .warn)
        case .firing where acknowledgedBy != nil:
            StateWord(glyph: "◆", word: "ack \(acknowledgedBy ?? "")", role: .alertAcknowledged)
        case .firing: StateWord(glyph: "◆", word: "firing", role: severity == .page ? .crit : .warn)
        case .resolved: StateWord(glyph: "✓", word: "resolved", role: .ok)
        }
    }
}

extension CanarySnapshot {
    /// What the candidate does now, as a short sentence without an end.
    var stateWord: StateWord {
        let share = MetricText.percent(weight)
        switch record.state {
        case .created: return StateWord(glyph: "·", word: "Registered, gates come next", role: .info)
        case .validating: return StateWord(glyph: "·", word: "Gates are run", role: .info)
        case .rejected: return StateWord(glyph: "✗", word: "Rejected\(rejectedGate)", role: .crit)
        case .awaitingStart: return StateWord(glyph: "◆", word: "Waits for approval to start", role: .warn)
        case .warming: return StateWord(glyph: "·", word: "Warming up", role: .info)
        case .ramping where weight == 0:
            return StateWord(glyph: "▲", word: "In the shadow, no traffic", role: .candidate)
        case .ramping(let step):
            return StateWord(glyph: "▲", word: "Ramping \(step + 1) of \(steps.count) at \(share)", role: .candidate)
        case .held(let reason, _):
            return StateWord(glyph: "◐", word: "Held at \(share): \(reason.words)", role: .warn)
        case .awaitingPromotion:
            return StateWord(glyph: "◆", word: "Waits at \(share) for approval", role: .warn)
        case .promoting: return StateWord(glyph: "▲", word: "Traffic moves to \(record.candidate)", role: .info)
        case .baking:
            return StateWord(glyph: "▲", word: "Baking\(bakeWords), \(record.champion) still warm", role: .info)
        case .promoted: return StateWord(glyph: "▲", word: "Promoted", role: .ok)
        case .rollingBack: return StateWord(glyph: "▼", word: "Rolling back", role: .warn)
        case .rolledBack:
            let reason = record.transitions.last?.reason ?? ""
            return StateWord(glyph: "▼", word: reason.isEmpty ? "Rolled back" : "Rolled back: \(reason)", role: .crit)
        case .errored:
            return StateWord(glyph: "!", word: "At fault, frozen at \(share)", role: .crit)
        case .superseded: return StateWord(glyph: "·", word: "Superseded", role: .muted)
        case .cancelled: return StateWord(glyph: "·", word: "Cancelled", role: .muted)
        }
    }

    /// Labelled events first, then the time, as long as there is some left.
    private var bakeWords: String {
        guard let bake else { return "" }
        let left = bake.left.map { $0 > .zero ? ", \($0.ageText) to go" : "" } ?? ""
        return " \(min(bake.seen, bake.needed)) of \(bake.needed)\(left)"
    }

    private var rejectedGate: String {
        guard let gate = record.gates.first(where: \.rejects) else { return "" }
        return " by \(gate.gate.words)"
    }
}

extension RolloutState.HoldReason {
    var words: String {
        switch self {
        case .manual: "by hand"
        case .inconclusive: "not yet clear"
        case .approval: "waits for approval"
        case .deadline: "took too long"
        case .awaitingLabels: "waits for labels"
        case .evidenceGap: "gap in the evidence"
        case .freezeWindow: "freeze window"
        case .gate: "a gate or a limit forbids it"
        }
    }
}
