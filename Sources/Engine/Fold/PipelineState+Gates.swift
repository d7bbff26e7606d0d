import Domain

extension PipelineState {
    /// Takes the gates' answers in: the canary begins or goes on, or the next recipe is tried.
    mutating func judge(
        _ version: ModelVersion, _ report: GateReport, model: ContentDigest, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard let rollout, rollout.record.candidate == version, rollout.gateMoment == report.moment else { return }
        guard report.moment == .start else { return judgeAgain(version, report, context, &changes) }
        for result in report.results where result.isRequired {
            decide(
                .gate, "\(version) \(result.gate.rawValue)", "\(result.verdict.rawValue): \(result.detail)", context,
                &changes)
        }
        start(report, model: model, context, &changes)
    }

    private mutating func start(
        _ report: GateReport, model: ContentDigest, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard var rollout else { return }
        rollout.record.grid = report.grid
        rollout.record.memory = report.memory
        let actions = rollout.judge(report.results, at: clock)
        self.rollout = rollout
        note(context, &changes)
        let rank: Int? = if case .gates(_, let rank) = search?.phase { rank } else { nil }
        guard !rollout.state.isEnded else {
            counts.rejected += 1
            if let candidate { shelf.add(candidate, of: rollout) }
            candidate = nil
            if let rank { refit(rank: rank + 1, context, &changes) }
            return
        }
        if let rank { search?.phase = .canary(rank: rank) }
        for action in actions { act(on: action, context, &changes) }
        if let recalibration = report.recalibration, var record = candidate?.record {
            record.recalibration = recalibration
            candidate?.record = record
            changes.versions.append(record)
        }
        guard candidate?.record.remote == nil else { return }
        do {
            candidate?.model = try context.artifacts.loadModel(model)
            candidate?.content = model
        } catch {
            candidate = nil
            steerItself(context, &changes) { $0.breakDown("its model cannot be loaded", at: $1) }
        }
    }

    /// The gates have run again at a step.
    private mutating func judgeAgain(
        _ version: ModelVersion, _ report: GateReport, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let required = report.results.filter(\.isRequired)
        let failed = required.filter { $0.verdict != .pass }.map {
            "\($0.gate.rawValue) \($0.verdict.rawValue): \($0.detail)"
        }
        let passed = required.filter { $0.verdict == .pass }.map(\.gate.rawValue).joined(separator: ", ")
        decide(
            .gate, "\(version) \(report.moment.words)",
            (failed + (passed.isEmpty ? [] : ["\(passed) passed again"])).joined(separator: "; "), context, &changes)
        steerItself(context, &changes) { $0.recheck(report, at: $1) }
        // A check that passed is no transition, yet it is part of the record.
        if let rollout { changes.rollouts.append(rollout.record) }
    }

    // MARK: Golden cases

    mutating func addGolden(
        _ event: Int64, _ truth: String?, _ intent: Intent, _ changes: inout PipelineChanges
    ) -> IntentReply {
        let added = golden.add(
            event: event, truth: truth, task: definition.task, columns: definition.columns, by: intent.user,
            reason: intent.reason, at: clock)
        switch added {
        case .failure(let refusal):
            return .refused(refusal.sentence)
        case .success(let item):
            changes.golden.append(item)
            return .done("golden case \(item.number) is prediction \(event), \(golden.cases.count) in all")
        }
    }

    mutating func removeGolden(
        _ number: Int, _ intent: Intent, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard let removed = golden.remove(number, by: intent.user) else {
            let known = golden.cases.map { "\($0.number)" }.joined(separator: ", ")
            return .refused(
                "there is no golden case \(number); " + (known.isEmpty ? "there is none" : "there are \(known)"))
        }
        changes.golden.append(removed)
        return .done("golden case \(number) is taken away, \(golden.cases.count) left")
    }
}
