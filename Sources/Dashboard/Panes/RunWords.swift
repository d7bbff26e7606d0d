import Domain
import Terminal

/// Parts of a run as the leaderboard and its sheets say them.
enum RunWords {
    private static let barCells = 6

    /// Why the run has this recipe, in a word: its origin, or the version that its training begins from.
    static func origin(_ run: RunRecord) -> String {
        if let base = run.specification.base { return "\(base.version)" }
        return run.tracking?.origin.rawValue ?? ""
    }

    static func state(_ run: RunRecord) -> StyledLine {
        switch run.state {
        case .waiting: return StyledLine("· waiting", .muted)
        case .running:
            let share = min(1, max(0, run.progress))
            let done = (share * Double(barCells)).rounded().wholeNumber
            let bar = String(repeating: "█", count: done) + String(repeating: "░", count: barCells - done)
            return StyledLine("\(bar) \(MetricText.percent((share * 100).rounded()))", .info)
        case .failed:
            return StyledLine("✗ \(run.failure?.rawValue.replacing("-", with: " ") ?? "failed")", .crit)
        case .stopped:
            let place = run.tracking.map { " \($0.curve.count)/\($0.slices)" } ?? ""
            return StyledLine("◦ stopped\(place)", .muted)
        case .completed:
            switch run.kind {
            case .plainRetrain: return StyledLine("✓ plain", .reference)
            case .refit: return StyledLine("✓ refit", .ok)
            case .reproduction, .shuffled: return StyledLine("✓ check", .muted)
            case .ensemble: return StyledLine("✓ ensemble", .ok)
            case .drill: return StyledLine("✓ drill", .warn)
            case .initial: return StyledLine("✓ first", .ok)
            case .trial: return StyledLine("✓ done", .ok)
            }
        }
    }

    /// `412 B`, `87 kB`, `1.4 MB`.
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: "\(bytes) B"
        case ..<1_000_000: "\(MetricText.fixed(Double(bytes) / 1_000, places: 0)) kB"
        default: "\(MetricText.fixed(Double(bytes) / 1_000_000, places: 1)) MB"
        }
    }

    /// `depth 6, rounds 100`.
    static func settings(_ specification: TrialSpecification) -> String {
        specification.hyperparameters.map { "\($0.name) \(MetricText.setting($0.value))" }.joined(separator: ", ")
    }
}
