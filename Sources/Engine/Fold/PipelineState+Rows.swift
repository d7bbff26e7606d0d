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
        guard violation == nil, let time = row.time else {
            if violation?.rule != .duplicate { adoptOrphan(of: row.number, context, &changes) }
            return
        }
        clock = max(clock, time)
        closeHorizon(context, &changes)
        let event = Event(
            id: row.number, time: time, unit: row.unit, values: row.values, lags: remembered(for: row, at: time))
        memory.add(event)
        if let entities = memory.entities { tallies.evictedEntities = entities.evicted }
        changes.events.append(StoredEvent(sequence: sequence, event: event))
        counts.events += 1
        if row.served != nil { servedThrough = max(servedThrough ?? time, time) }
        for index in triggers.indices { triggers[index].begin(at: time) }
        labelling.expect(at: time, clock: clock, definition.labels, fading: definition.monitors.fading)
        answer(event, served: row.served, context, &changes)
        adoptOrphan(of: row.number, context, &changes)
    }

    /// What the row is told of labels and rows before it: as its caller's answer was made from, or as it is known now.
    private func remembered(for row: SourceRow, at time: Timestamp) -> [Double] {
        if let served = row.served { return served.lags }
        return memory.numbers(after: lags.values(at: time), at: time, unit: row.unit, values: row.values)
    }

    /// A request's number has more digits than one value holds.
    private func numberKey(_ number: Int64) -> [FieldValue] {
        guard PredictionNumber.isRequest(number) else { return [.number(Double(number))] }
        return [.number(Double(number >> 20)), .number(Double(number & 0xf_ffff))]
    }

    private func key(of row: SourceRow) -> [FieldValue] {
        // Each request has a number of its own, and two may well ask the same.
        guard !definition.validation.keyColumns.isEmpty, row.served == nil else { return numberKey(row.number) }
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
        tallies.count(violation.rule)
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
        let problem = dataProblem
        rollout?.ledger.dataProblem = problem
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
    ///
    /// What a caller was told already stands; the models compared with that one answer here, off the caller's time.
    private mutating func answer(
        _ event: Event, served: ServedAnswer?, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        var prediction = prediction(for: event, served, context)
        settle(&prediction, served: served, context, &changes)
        let weight = rollout?.weight ?? 0
        countAnswer(prediction, of: event, context, &changes)
        changes.predictions.append(prediction)
        if prediction.chances.isAudited, prediction.isCounted {
            labelling.expectAudited(
                at: event.time, clock: clock, definition.labels, fading: definition.monitors.fading)
        }
        if let served { note(external: served.version, context, &changes) }
        if prediction.isCounted { monitors.observe(event, answer: prediction.servedOutput) }
        servedEstimate.answered(prediction, at: event.time, fading: definition.monitors.fading)
        judgeEstimate()
        buffer.add(AnsweredEvent(event: event, prediction: prediction))
        guardAnswers(prediction, context, &changes)
        expose(event, prediction, at: weight)
        letTimePass(context, &changes)
    }

    /// What both models said to an event is watched before its label comes.
    private mutating func guardAnswers(
        _ prediction: PredictionRecord, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard prediction.isCounted, rollout?.comparesModels == true, let rollout, rollout.guardrails != nil,
            let pairing = pairing(of: prediction, in: rollout)
        else { return }
        steerItself(context, &changes) {
            $0.addAnswers(champion: pairing.champion, candidate: pairing.candidate, at: $1)
        }
    }

    private func prediction(
        for event: Event, _ served: ServedAnswer?, _ context: FoldContext
    ) -> PredictionRecord {
        var prediction: PredictionRecord
        if let served {
            prediction = record(of: served, for: event)
        } else {
            prediction = assigned(event, context)
            prediction.chances.isAudited =
                LabelAudit(definition)?.holds(event.id, sha256: context.sha256) ?? false
        }
        prediction.references = ReferenceAnswers(
            ghost: ghost?.model.settledOutput(for: event), noChange: baselines.last, constant: baselines.constant)
        return prediction
    }

    /// The models that are compared now, the older champion first; nil outside a comparison.
    private var compared: (old: DeployedModel, new: DeployedModel)? {
        guard let rollout, rollout.comparesModels, let champion else { return nil }
        if rollout.isSwapped { return previous.map { ($0, champion) } }
        return candidate.map { (champion, $0) }
    }

    /// An event that no caller waits for: its unit decides the arm.
    private func assigned(_ event: Event, _ context: FoldContext) -> PredictionRecord {
        // Nobody waits for an answer to a row of a file, so no other server is asked for one.
        let own = champion.flatMap { $0.remote == nil ? $0 : nil }
        var prediction = PredictionRecord(
            event: event.id, arm: own == nil ? .baseline : .champion, champion: own?.version ?? .baseline,
            championOutput: output(of: own, for: event),
            championLearnedThrough: own?.learnedThrough ?? 0, candidate: nil, candidateOutput: nil)
        guard let rollout, let pair = compared, pair.old.remote == nil, pair.new.remote == nil else {
            return prediction
        }
        let other = rollout.isSwapped ? pair.old : pair.new
        prediction.candidate = other.version
        // The version before helps out while the new one bakes.
        prediction.candidateOutput =
            rollout.isSwapped ? other.model.settledOutput(for: event) : other.model.predict(event)
        prediction.chances.candidateShare = split(of: event.id, told: nil)
        if !rollout.isSwapped,
            assignment.isOnCandidate(
                unit: event.unit ?? "\(event.id)", weight: rollout.weight, sha256: context.sha256)
        {
            prediction.arm = .candidate
        }
        return prediction
    }

    /// The candidate's share by which the arm was drawn.
    ///
    /// A server of one version alone does not know it: for its answers it is the one in force when they come.
    private func split(of event: Int64, told: Double?) -> Double? {
        if told != nil { return told }
        if PredictionNumber.isRequest(event), PredictionNumber.slot(of: event) == PredictionNumber.engineSlot {
            return nil
        }
        guard let rollout, rollout.comparesModels, !rollout.isSwapped, rollout.weight > 0 else { return nil }
        return rollout.weight
    }

    /// A model's answer, the baseline's where there is none.
    ///
    /// Not by `??`: its closure would copy the whole state for each event.
    private func output(of model: DeployedModel?, for event: Event) -> Output {
        if let model { model.model.predict(event) } else { baselines.output(for: baselines.last) }
    }

    /// What a caller was told, beside the answer of the model that it is compared with.
    private func record(of served: ServedAnswer, for event: Event) -> PredictionRecord {
        let pair = compared.map { [$0.old, $0.new] } ?? []
        let rival = pair.contains { $0.version == served.version } ? pair.first { $0.version != served.version } : nil
        let answer = rival.flatMap { $0.answer(to: event, told: served.told) }
        let other = answer == nil ? nil : rival
        var prediction = PredictionRecord(
            event: event.id, arm: served.arm, champion: served.version, championOutput: served.output,
            championLearnedThrough: served.learnedThrough, candidate: other?.version,
            candidateOutput: answer, isCounted: served.isCounted, chances: served.chances)
        prediction.chances.candidateShare = split(of: event.id, told: served.chances.candidateShare)
        if served.arm == .candidate {
            let base = if rival == nil { champion } else { other }
            prediction.champion = base?.version ?? .baseline
            let told = base?.answer(to: event, told: served.told)
            prediction.championOutput = if let told { told } else { output(of: nil, for: event) }
            prediction.championLearnedThrough = base?.learnedThrough ?? 0
            prediction.candidate = served.version
            prediction.candidateOutput = served.output
        }
        return prediction
    }

    /// Counts the split; a valid answer of a warming candidate is its smoke test.
    private mutating func countAnswer(
        _ prediction: PredictionRecord, of event: Event, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard prediction.isCounted, let rollout, rollout.comparesModels else { return }
        countRemote(prediction, rollout.record.candidate, context, &changes)
        guard let rollout = self.rollout, rollout.comparesModels, !rollout.isSwapped,
            let output = prediction.candidateOutput
        else { return }
        let isSticky = !isUnsticky(event)
        steerItself(context, &changes) {
            $0.countAnswer(unit: event.unit, byCandidate: prediction.arm == .candidate, isSticky: isSticky, at: $1)
                + $0.answeredInWarming(isValid: output.isValid, at: $1)
        }
    }
}
