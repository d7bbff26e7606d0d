import Domain

extension PipelineState {
    /// Validates a row; a valid one is answered at once, by whichever arm its unit is on.
    mutating func receive(_ row: SourceRow, _ context: FoldContext, _ changes: inout PipelineChanges) {
        let newest = counts.events == 0 ? nil : clock
        var violation = RowRules(definition).violation(of: row, newest: newest)
        if violation == nil, !keys.insert(key(of: row)) {
            violation = RowRules.Violation(
                rule: .duplicate, column: definition.validation.keyColumns.joined(separator: ", "),
                value: key(of: row).map(\.description).joined(separator: ", "), bound: "a key that did not come before")
        }
        if let violation { quarantine(row, violation, &changes) }
        if violation?.rule != .duplicate {
            monitors.observe(
                violationOf: violation.flatMap { broken in definition.columns.firstIndex { $0.name == broken.column } })
            let finding = batch.add(row, isQuarantined: violation != nil, under: definition.validation)
            if let finding { judgeBatch(finding, context, &changes) }
        }
        guard violation == nil, let time = row.time else { return }
        clock = max(clock, time)
        let event = Event(
            id: row.number, time: time, unit: row.unit, values: row.values, lags: lags.values(at: time))
        changes.events.append(StoredEvent(sequence: sequence, event: event))
        counts.events += 1
        for index in triggers.indices { triggers[index].begin(at: time) }
        answer(event, context, &changes)
    }

    private func key(of row: SourceRow) -> [FieldValue] {
        guard !definition.validation.keyColumns.isEmpty else { return [.number(Double(row.number))] }
        return definition.validation.keyColumns.map { name in
            if name == definition.source.timeColumn { return row.time.map { .time($0) } ?? .missing }
            if name == definition.source.unitColumn { return row.unit.map { .category($0) } ?? .missing }
            guard let index = definition.columns.firstIndex(where: { $0.name == name }) else { return .missing }
            return row.values.indices.contains(index) ? row.values[index] : .missing
        }
    }

    private mutating func quarantine(
        _ row: SourceRow, _ violation: RowRules.Violation, _ changes: inout PipelineChanges
    ) {
        counts.quarantined += 1
        changes.quarantined.append(
            QuarantinedRow(
                row: row, sequence: sequence, rule: violation.rule, column: violation.column,
                value: violation.value, bound: violation.bound, time: row.time ?? clock, state: .quarantined))
    }

    private mutating func judgeBatch(
        _ finding: BatchVerdict.Finding, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let rows = "rows \(finding.rows.lowerBound)–\(finding.rows.upperBound)"
        isCorrupt = finding.cause != nil
        if let cause = finding.cause {
            blocked.append(finding.rows)
            let numbers = "\(Decimal.fixed(finding.value, 2)), limit \(Decimal.fixed(finding.bound, 2))"
            decide(
                .validation, "batch",
                "\(rows) blocked: \(cause.rawValue) \(numbers), "
                    + "\(finding.quarantined) of \(finding.count) rows quarantined", context, &changes)
        }
        raise(
            AlertBook.Reading(
                rule: .dataCorruption, subject: "batch", severity: .ticket, holds: isCorrupt, value: finding.value,
                threshold: finding.bound, count: finding.count,
                text: "\(rows): \(finding.quarantined) of \(finding.count) rows quarantined, batch kept from training"),
            pendingEvaluations: 1, context, &changes)
    }

    /// Answers an event with every model that is loaded for it and stores what was said.
    private mutating func answer(
        _ event: Event, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let baseline = baselines.output(for: baselines.last)
        let championOutput = champion?.model.predict(event) ?? baseline
        var prediction = PredictionRecord(
            event: event.id, arm: champion == nil ? .baseline : .champion, champion: champion?.version ?? .baseline,
            championOutput: championOutput, championLearnedThrough: champion?.learnedThrough ?? 0, candidate: nil,
            candidateOutput: nil)
        if let rollout, rollout.comparesModels, let other = rollout.isSwapped ? previous : candidate {
            let output = other.model.predict(event)
            prediction.candidate = other.version
            prediction.candidateOutput = output
            if !rollout.isSwapped {
                let isOnCandidate = assignment.isOnCandidate(
                    unit: event.unit ?? "\(event.id)", weight: rollout.weight, sha256: context.sha256)
                if isOnCandidate { prediction.arm = .candidate }
                steerItself(context, &changes) {
                    $0.countAnswer(unit: event.unit, byCandidate: isOnCandidate, at: $1)
                        + $0.answeredInWarming(isValid: output.isValid, at: $1)
                }
            }
        }
        let pending = PendingPrediction(
            event: event, prediction: prediction, ghostOutput: ghost?.model.predict(event),
            noChange: baselines.last, constant: baselines.constant)
        monitors.observe(event, answer: pending.servedOutput)
        changes.predictions.append(prediction)
        buffer.add(pending)
    }
}
