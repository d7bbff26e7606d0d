import Domain
import Terminal

/// What became of the recipes that a search chose, by the trial that each was first scored in.
struct CandidateFates {
    private var words: [Int: StyledLine] = [:]

    init(_ pipeline: PipelineSnapshot) {
        guard let search = pipeline.search else { return }
        let refits = search.runs.filter { $0.kind == .refit }.sorted { $0.number < $1.number }
        for refit in refits {
            guard let trial = search.trial(of: refit) else { continue }
            words[trial.number] = Self.word(of: refit, isNewest: refit.number == refits.last?.number, in: pipeline)
        }
    }

    /// Nil for a trial that was not chosen.
    func word(of run: RunRecord) -> StyledLine? { words[run.number] }

    private static func word(
        of refit: RunRecord, isNewest: Bool, in pipeline: PipelineSnapshot
    ) -> StyledLine? {
        switch refit.state {
        case .waiting: return StyledLine("· refit waits", .info)
        case .running: return StyledLine("· refit \(MetricText.percent((refit.progress * 100).rounded()))", .info)
        case .failed, .stopped: return StyledLine("✗ refit failed", .crit)
        case .completed: break
        }
        if let rejected = pipeline.rejections.first(where: { $0.run == refit.number }) {
            return StyledLine("\(rejected.version) ✗ \(rejected.gate.words)", .crit)
        }
        guard isNewest, let record = pipeline.canary?.record, !record.isDrill else { return nil }
        return word(of: record)
    }

    private static func word(of record: RolloutRecord) -> StyledLine {
        let version = "\(record.candidate)"
        switch record.state {
        case .created, .validating, .awaitingStart: return StyledLine("\(version) in gates", .info)
        case .rejected: return StyledLine("\(version) ✗ rejected", .crit)
        case .warming, .ramping, .held, .awaitingPromotion, .promoting:
            return StyledLine("\(version) in canary", .candidate)
        case .baking: return StyledLine("\(version) bakes", .info)
        case .promoted: return StyledLine("\(version) ▲ promoted", .ok)
        case .rollingBack, .rolledBack: return StyledLine("\(version) ▼ rolled back", .crit)
        case .errored: return StyledLine("\(version) ! errored", .crit)
        case .superseded: return StyledLine("\(version) · superseded", .muted)
        case .cancelled: return StyledLine("\(version) · cancelled", .muted)
        }
    }
}
