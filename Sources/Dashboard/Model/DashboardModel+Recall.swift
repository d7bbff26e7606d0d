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

    /// An archived version as a candidate: `start v3 REASON`.
    mutating func recall(_ pipeline: PipelineSnapshot, by line: CommandLine) -> [DashboardEffect] {
        let words = line.argument.split(separator: " ", maxSplits: 1)
        let name = words.first.map { $0.hasPrefix("v") ? $0.dropFirst() : $0[...] } ?? ""
        guard let number = Int(name), number > 0 else {
            let known = pipeline.canary?.recall.archived.suffix(6).map(\.description).joined(separator: ", ") ?? ""
            refuse("start needs a version and a reason\(known.isEmpty ? "." : "; in the archive are \(known).")")
            return []
        }
        let version = ModelVersion(rawValue: number)
        guard words.count > 1 else {
            refuse("start needs a reason, for the audit log: \(version) would be a candidate.")
            return []
        }
        inform("\(version) comes from the archive")
        let canary = pipeline.canary
        return [
            intent(
                pipeline.name,
                .recall(rollout: canary?.record.number ?? 0, revision: canary?.revision ?? 0, version: version),
                reason: String(words[1]))
        ]
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
