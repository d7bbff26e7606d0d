import Domain

/// What has no key: the next step past the wait, and candidates and champions that come back.
extension DashboardModel {
    mutating func steerRollout(_ pipeline: PipelineSnapshot, by line: CommandLine) -> [DashboardEffect] {
        guard let canary = pipeline.canary else {
            refuse("\(pipeline.name) has had no canary yet.")
            return []
        }
        let (rollout, revision) = (canary.record.number, canary.revision)
        switch line.command.kind {
        case .nextStep:
            inform("\(canary.record.candidate) takes its next step")
            return [intent(pipeline.name, .nextStep(rollout: rollout, revision: revision))]
        case .cancel:
            inform("Taking \(canary.record.candidate) back")
            return [intent(pipeline.name, .cancel(rollout: rollout, revision: revision))]
        case .retry:
            guard let version = recalled(canary.recall.candidates, "candidate to try again", line) else { return [] }
            return [
                intent(
                    pipeline.name, .retry(rollout: rollout, revision: revision, version: version),
                    reason: line.argument)
            ]
        case .undo:
            guard let version = recalled(canary.recall.champions, "former champion that is loaded", line) else {
                return []
            }
            return [
                intent(
                    pipeline.name, .undo(rollout: rollout, revision: revision, version: version), reason: line.argument)
            ]
        default: return []
        }
    }

    /// The newest version that may come back; nil with a refusal where there is none, or no reason.
    private mutating func recalled(
        _ versions: [ModelVersion], _ what: String, _ line: CommandLine
    ) -> ModelVersion? {
        guard let newest = versions.max() else {
            refuse("There is no \(what).")
            return nil
        }
        guard !line.argument.isEmpty else {
            refuse("\(line.command.name) needs a reason, for the audit log: \(newest) would come back.")
            return nil
        }
        inform("\(newest) comes back")
        return newest
    }
}
