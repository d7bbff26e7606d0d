import Domain

/// One line about what happens now and which key is wanted.
///
/// Of all pipelines the weightiest event is told; of equal ones that of the pipeline that stands first.
enum Caption {
    private struct Note {
        var weight: Int
        var text: String
    }

    static func text(for snapshot: EngineSnapshot) -> String {
        var best: Note?
        for pipeline in snapshot.pipelines {
            guard let note = note(about: pipeline), note.weight > best?.weight ?? 0 else { continue }
            best = Note(weight: note.weight, text: "\(pipeline.name): \(note.text)")
        }
        return best?.text
            ?? (snapshot.pipelines.isEmpty ? "" : "All is quiet: the champions serve, the monitors watch.")
    }

    private static func note(about pipeline: PipelineSnapshot) -> Note? {
        let notes = [canary(pipeline), search(pipeline), alert(pipeline)].compactMap { $0 }
        return notes.max { $0.weight < $1.weight }
    }

    private static func canary(_ pipeline: PipelineSnapshot) -> Note? {
        guard let canary = pipeline.canary else { return nil }
        let record = canary.record
        let candidate = "\(record.candidate)"
        let drill = record.isDrill ? "drill, a model trained on nonsense: " : ""
        if record.state == .awaitingStart {
            return Note(weight: 9, text: "\(candidate) has passed its gates. Press A to let its canary begin.")
        }
        if canary.awaitsApproval != nil {
            return Note(weight: 9, text: "\(candidate) has earned your decision. Press A to approve, B to roll back.")
        }
        switch record.state {
        case .held:
            return Note(weight: 8, text: "the canary is held. Press H to let it go on, B to roll back.")
        case .errored:
            return Note(weight: 8, text: "the canary is at fault: \(record.transitions.last?.reason ?? "").")
        case .ramping:
            let share = "\(candidate) answers \(Decimal.fixed(canary.weight, 0)) % of the traffic"
            return Note(
                weight: record.isDrill ? 7 : 4, text: "\(rejections(pipeline))\(drill)\(share) while both are scored.")
        case .baking:
            return Note(weight: 6, text: "\(candidate) serves, \(gain(record)); \(record.champion) stays warm.")
        case .promoted where isRecent(canary, in: pipeline):
            return Note(weight: 5, text: "\(candidate) was promoted, \(gain(record)). Type :why to read it all.")
        case .rolledBack where isRecent(canary, in: pipeline):
            let last = record.transitions.last
            let who = last?.actor == "engine" ? "by itself" : "by \(last?.actor ?? "")"
            return Note(weight: 7, text: "\(drill)\(candidate) was rolled back \(who): \(last?.reason ?? "").")
        case .created, .validating, .rejected, .awaitingStart, .warming, .awaitingPromotion, .promoting, .promoted,
            .rollingBack, .rolledBack, .superseded, .cancelled:
            return nil
        }
    }

    private static func search(_ pipeline: PipelineSnapshot) -> Note? {
        guard let search = pipeline.search, search.isRunning, pipeline.canary?.record.state.isEnded ?? true else {
            return nil
        }
        let found = rejections(pipeline)
        let cause = found.isEmpty ? "\(search.cause) fired, \(search.evidence). " : ""
        return Note(weight: 5, text: "\(found)\(cause)Looking for a better model: \(search.status).")
    }

    private static func alert(_ pipeline: PipelineSnapshot) -> Note? {
        let open = pipeline.alerts.filter {
            $0.state == .firing && $0.acknowledgedBy == nil && $0.severity != .info
        }
        let data = open.first { $0.rule == .dataCorruption }
        return (data ?? open.first).map {
            Note(weight: $0.rule == .dataCorruption ? 6 : 3, text: "\($0.text). Press a to acknowledge.")
        }
    }

    /// `v2 failed old-windows, +0.087 against +0.050; `: the candidates of this search that a gate rejected.
    private static func rejections(_ pipeline: PipelineSnapshot) -> String {
        guard let last = pipeline.rejections.last else { return "" }
        let others = pipeline.rejections.count - 1
        return (others > 0 ? "\(others) failed before; " : "") + "\(last.text); "
    }

    /// `gain 0.341, 0.219 to 0.463, against v1`: above 0 is better.
    private static func gain(_ record: RolloutRecord) -> String {
        guard let evidence = record.evidence else { return "against \(record.champion)" }
        return "gain \(Decimal.fixed(-evidence.difference, 2)), \(Decimal.fixed(-evidence.upper, 2)) to "
            + "\(Decimal.fixed(-evidence.lower, 2)), against \(record.champion)"
    }

    /// Whether the canary ended within the chart's newest 15 points.
    private static func isRecent(_ canary: CanarySnapshot, in pipeline: PipelineSnapshot) -> Bool {
        pipeline.points.suffix(15).first.map { canary.since >= $0.time } ?? true
    }
}
