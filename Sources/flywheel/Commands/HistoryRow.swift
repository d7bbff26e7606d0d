import Domain

/// A line of `flywheel history --json`: what was decided or done, and the canary's transitions that it was.
struct HistoryRow: Encodable {
    /// A transition with the rollout that it belongs to.
    struct Step: Encodable {
        var rollout: Int
        var transition: RolloutRecord.Transition

        private enum Key: CodingKey {
            case rollout
        }

        func encode(to encoder: any Encoder) throws {
            try transition.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(rollout, forKey: .rollout)
        }
    }

    var pipeline: PipelineName
    var audit: AuditRecord
    /// Nil where no canary moved.
    var transitions: [Step]?

    private enum Key: CodingKey {
        case pipeline, transitions
    }

    func encode(to encoder: any Encoder) throws {
        try audit.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(pipeline, forKey: .pipeline)
        try container.encodeIfPresent(transitions, forKey: .transitions)
    }

    /// Puts each transition beside the decision that wrote it down.
    ///
    /// - Parameters:
    ///   - audits: Oldest first.
    ///   - rollouts: Of the same pipeline, oldest first.
    ///   - pipeline: Its name.
    /// - Returns: A row for each of `audits`.
    /// - Complexity: O(audits + transitions).
    static func rows(
        of audits: [AuditRecord], _ rollouts: [RolloutRecord], in pipeline: PipelineName
    ) -> [HistoryRow] {
        let begin = audits.first?.streamTime ?? Timestamp(rawValue: 0)
        var left: [String: ArraySlice<Step>] = [:]
        for rollout in rollouts {
            let steps = rollout.transitions.filter { $0.streamTime >= begin }
            left["\(rollout.candidate)", default: []] += steps.map { Step(rollout: rollout.number, transition: $0) }
        }
        return audits.map { audit in
            guard [.canary, .rollBack].contains(audit.kind), let steps = left[audit.subject],
                let last = steps.firstIndex(where: { $0.transition.isTold(by: audit) })
            else { return HistoryRow(pipeline: pipeline, audit: audit) }
            left[audit.subject] = steps[(last + 1)...]
            return HistoryRow(pipeline: pipeline, audit: audit, transitions: Array(steps[...last]))
        }
    }
}

extension RolloutRecord.Transition {
    fileprivate func isTold(by audit: AuditRecord) -> Bool {
        streamTime == audit.streamTime && actor == audit.actor && audit.text.hasSuffix(": \(reason)")
            && audit.text.contains("\(from.name) → \(to.name) at ")
    }
}
