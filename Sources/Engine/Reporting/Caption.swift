import Domain

/// One line about what happens now and which key is wanted.
enum Caption {
    static func text(for snapshot: EngineSnapshot) -> String {
        for pipeline in snapshot.pipelines {
            if let text = text(for: pipeline) { return text }
        }
        return snapshot.pipelines.isEmpty ? "" : "All is quiet: the champions serve, the monitors watch."
    }

    private static func text(for pipeline: PipelineSnapshot) -> String? {
        let name = pipeline.name.rawValue
        if let canary = pipeline.canary, !canary.record.state.isEnded {
            let candidate = "\(canary.record.candidate)"
            if canary.awaitsApproval != nil {
                return "\(name): \(candidate) has earned your decision. Press A to approve, B to roll back."
            }
            let drill = canary.record.isDrill ? "drill, a model trained on nonsense: " : ""
            switch canary.record.state {
            case .ramping:
                return
                    "\(name): \(drill)\(candidate) answers \(Decimal.fixed(canary.weight, 0)) % of the traffic while both are scored."
            case .held: return "\(name): the canary is held. Press H to let it go on, B to roll back."
            case .baking: return "\(name): \(candidate) serves; the old champion stays warm until it has baked."
            default: break
            }
        }
        if let search = pipeline.search, search.isRunning {
            return "\(name): \(search.cause) fired, \(search.evidence). Looking for a better model: \(search.status)."
        }
        let open = pipeline.alerts.first { $0.state == .firing && $0.acknowledgedBy == nil && $0.severity != .info }
        return open.map { "\(name): \($0.text). Press a to acknowledge." }
    }
}
