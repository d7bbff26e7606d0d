import Domain
import Learning

extension PipelineState {
    /// Evaluates alerts, triggers and drills; runs every so many labelled events.
    mutating func lookAround(_ context: FoldContext, _ changes: inout PipelineChanges) {
        evaluateAlerts(context, &changes)
        if definition.champion == .here, champion == nil, search == nil,
            counts.labelled - counts.labelledAtCut >= Int64(definition.initial.rows)
        {
            let rows = counts.labelled
            return start(
                .initial, kind: "initial", value: Double(rows), threshold: Double(definition.initial.rows),
                evidence: "\(rows) labelled rows: enough for a first version", actor: "engine", context, &changes)
        }
        guard isServed else { return }
        if champion != nil { startDueDrill(context, &changes) }
        evaluateTriggers(context, &changes)
    }

    /// Evaluates one alert and records what changed.
    mutating func raise(
        _ reading: AlertBook.Reading, pendingEvaluations: Int, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        switch alerts.evaluate(reading, pendingEvaluations: pendingEvaluations, at: clock) {
        case .fired(let record):
            counts.alerts += 1
            changes.alerts.append(record)
            decide(.alert, "\(record.rule.rawValue) \(record.subject)", "firing: \(record.text)", context, &changes)
        case .resolved(let record):
            changes.alerts.append(record)
            decide(.alert, "\(record.rule.rawValue) \(record.subject)", "resolved", context, &changes)
        case .updated(let record):
            if record.state != .pending { changes.alerts.append(record) }
        case nil:
            break
        }
    }

    private mutating func evaluateAlerts(_ context: FoldContext, _ changes: inout PipelineChanges) {
        for reading in readings {
            raise(reading, pendingEvaluations: definition.monitors.pendingEvaluations, context, &changes)
        }
    }

    private var readings: [AlertBook.Reading] {
        let limits = definition.monitors
        let watched =
            zip(definition.columns, monitors.columns).map { ($0.name, $0.isWatched, $1) }
            + [("prediction", true, monitors.output), ("confidence", true, monitors.confidence)]
        var readings: [AlertBook.Reading] = []
        for (name, isWatched, column) in watched {
            let stability = isWatched ? column.stability ?? 0 : 0
            readings.append(
                AlertBook.Reading(
                    rule: .drift, subject: name, severity: .info, holds: stability > limits.stabilityLimit,
                    value: stability, threshold: limits.stabilityLimit, count: limits.currentRows,
                    text:
                        "\(name): PSI \(Decimal.fixed(stability, 2)), limit \(Decimal.fixed(limits.stabilityLimit, 2))")
            )
            let rise = column.missingShare - column.referenceMissingShare
            readings.append(
                AlertBook.Reading(
                    rule: .missing, subject: name, severity: .ticket, holds: rise > limits.missingRise, value: rise,
                    threshold: limits.missingRise, count: limits.currentRows,
                    text: "\(name) is missing in \(Decimal.fixed(column.missingShare * 100, 0)) % of the rows"))
        }
        for (index, column) in definition.columns.enumerated() {
            let share = monitors.violations.share(of: index)
            readings.append(
                AlertBook.Reading(
                    rule: .outOfRange, subject: column.name, severity: .ticket, holds: share > limits.outOfRange,
                    value: share, threshold: limits.outOfRange, count: limits.currentRows,
                    text: "\(column.name) breaks its rule in \(Decimal.fixed(share * 100, 1)) % of the rows"))
        }
        readings.append(labelling.orphanReading)
        let decay = monitors.decay(of: served.leading, higherIsBetter: higherIsBetter) ?? 0
        readings.append(
            AlertBook.Reading(
                rule: .decay, subject: "served", severity: .page, holds: decay >= limits.decayDrop, value: decay,
                threshold: limits.decayDrop, count: served.count, text: metricText))
        let change = monitors.errorChange
        readings.append(
            AlertBook.Reading(
                rule: .errorChange, subject: "error", severity: .ticket, holds: change != nil,
                value: change?.after ?? 0, threshold: change?.before ?? 0, count: change?.width ?? 0,
                text: change.map {
                    "mean loss \(Decimal.fixed($0.before, 3)) → \(Decimal.fixed($0.after, 3)) "
                        + "by \($0.detector.name)"
                } ?? ""))
        return readings
    }

    /// `served accuracy 0.812 at best, 0.640 now`: the best since the last promotion.
    var metricText: String {
        let now = Decimal.metric(served.leading, of: definition.task)
        let best = Decimal.metric(monitors.best, of: definition.task)
        return "served \(definition.task.metricName) \(best) at best, \(now) now"
    }

    private mutating func evaluateTriggers(_ context: FoldContext, _ changes: inout PipelineChanges) {
        let limit = definition.monitors.stabilityLimit
        let reading = TriggerState.Reading(
            time: clock, labelledSinceCut: Int(counts.labelled - counts.labelledAtCut),
            columnsOverLimit: zip(definition.columns, monitors.columns)
                .filter { $0.0.isWatched && ($0.1.stability ?? 0) > limit }.map(\.0.name),
            errorChange: monitors.errorChange,
            decay: monitors.decay(of: served.leading, higherIsBetter: higherIsBetter), metricText: metricText,
            blockedBy: searchBlock)
        for index in triggers.indices {
            guard case .fire(let evidence) = triggers[index].evaluate(reading), search == nil else { continue }
            start(
                .improve, kind: triggers[index].definition.kind.name, value: triggers[index].value ?? 0,
                threshold: triggers[index].threshold, evidence: evidence, actor: "engine", context, &changes)
        }
    }

    /// Why no search may start by itself now; nil where one may.
    private var searchBlock: String? {
        if search != nil { return "a search runs" }
        if let rollout, !rollout.state.isEnded { return "a canary runs" }
        if !isAutomationOn { return "automation is off" }
        if isCorrupt { return "the newest batch is blocked" }
        if let most = definition.search.strategy.budget.cpuSecondsADay, spending.cpuSeconds(at: clock) >= most {
            return "the day's \(Decimal.fixed(most, 0)) CPU seconds for searches are used up"
        }
        let needed = definition.search.holdoutRows + definition.search.validationRows
        if counts.labelled < Int64(2 * needed) { return "fewer than \(2 * needed) labelled rows" }
        return nil
    }

    private mutating func startDueDrill(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard definition.drills.indices.contains(drillsDone), search == nil, rollout?.state.isEnded ?? true,
            definition.drills[drillsDone].row <= counts.events
        else { return }
        let drill = definition.drills[drillsDone]
        drillsDone += 1
        start(
            .drill, kind: "drill", value: Double(counts.events), threshold: Double(drill.row),
            evidence: "drill: a version trained on shuffled labels, past the gates", actor: "drill", context, &changes)
    }
}
