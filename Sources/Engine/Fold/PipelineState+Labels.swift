import Domain

extension PipelineState {
    private static let evaluationEvery: Int64 = 25
    private static let pointEvery: Int64 = 20

    /// Joins a label to its prediction.
    mutating func label(
        _ number: Int64, value: FieldValue, at time: Timestamp, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        clock = max(clock, time)
        let truth = definition.task.truth(of: value)
        changes.labels.append(StoredLabel(sequence: sequence, event: number, time: time, value: value, truth: truth))
        let probability = labelling.probability(of: number)
        labelling.countLabel()
        closeHorizon(context, &changes)
        coverage.label(number, at: time)
        // Where silence means something, "none will come" is silence, too.
        if truth == nil, definition.labels.implicit != nil { return }
        guard let pending = buffer.take(number) else {
            counts.orphanLabels += 1
            return
        }
        labelling.countLag(time - pending.event.time)
        if let truth { join(pending, truth, probability: probability, context, &changes) }
        labelling.arrive(
            at: pending.event.time, clock: clock, definition.labels, fading: definition.monitors.fading,
            isAudited: pending.prediction.chances.isAudited && pending.prediction.isCounted)
        if let mark = labelling.watermark?.time { servedEstimate.forget(before: mark) }
    }

    /// What waits beyond the horizon expires, or has the label that silence means.
    mutating func closeHorizon(_ context: FoldContext, _ changes: inout PipelineChanges) {
        let moment = clock - definition.labels.horizon
        guard let value = definition.labels.implicit, let truth = definition.task.truth(of: value) else {
            counts.expired += Int64(buffer.expire(before: moment))
            return
        }
        for pending in buffer.takeExpired(before: moment) {
            labelling.countImplied()
            changes.implied.append(
                StoredLabel(sequence: sequence, event: pending.event.id, time: clock, value: value, truth: truth))
            join(pending, truth, probability: 1, context, &changes)
        }
    }

    /// Scores every line by a label, feeds the canary, teaches what learns, and looks around.
    ///
    /// A label that was asked for by chance stands for 1 ÷ `probability` predictions in the metrics; what decides by even
    /// evidence looks at an even sample of such labels alone.
    private mutating func join(
        _ pending: AnsweredEvent, _ truth: Truth, probability: Double, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        counts.labelled += 1
        answers.add(pending, truth, definition.task)
        if pending.prediction.isCounted {
            let isSampled = LabelSampling.holds(
                pending.event.id, probability: probability, smallest: definition.labels.sampling)
            score(pending, truth, standingFor: 1 / probability, isSampled: isSampled)
            comparePair(pending, truth, standingFor: 1 / probability, isSampled: isSampled, context, &changes)
            tellLoss(pending, truth, standingFor: 1 / probability)
            watchLearning(pending, truth, context, &changes)
        }
        servedEstimate.learned(pending.prediction, truth)
        judgeEstimate()
        letTimePass(context, &changes)
        teach(LabelledEvent(event: pending.event, truth: truth))
        if counts.labelled % Self.pointEvery == 0 { addPoint(at: pending.event.time, &changes) }
        if counts.labelled % Self.evaluationEvery == 0 { lookAround(context, &changes) }
    }

    /// Keeps a label that takes another's place: later training sees it; what was scored by the old one stays as it was.
    mutating func correct(_ number: Int64, value: FieldValue, at time: Timestamp, _ changes: inout PipelineChanges) {
        clock = max(clock, time)
        labelling.countCorrection()
        changes.labels.append(
            StoredLabel(
                sequence: sequence, event: number, time: time, value: value,
                truth: definition.task.truth(of: value), isCorrection: true))
    }

    /// Takes in what was told of a label beside its value.
    mutating func take(_ told: ToldLabel, _ context: FoldContext, _ changes: inout PipelineChanges) {
        changes.told.append(StoredToldLabel(sequence: sequence, told: told))
        labelling.take(told, forgetting: clock - definition.labels.retention)
        guard told.fate == .orphan, labelling.orphaned % Self.evaluationEvery == 0 else { return }
        raise(
            labelling.orphanReading, pendingEvaluations: definition.monitors.pendingEvaluations, context, &changes)
    }

    /// A label that came before its row is joined to it now.
    mutating func adoptOrphan(of row: Int64, _ context: FoldContext, _ changes: inout PipelineChanges) {
        guard let told = labelling.adopt(row) else { return }
        label(row, value: told.value, at: told.time, context, &changes)
    }

    private mutating func score(_ pending: AnsweredEvent, _ truth: Truth, standingFor weight: Double, isSampled: Bool) {
        let references = pending.prediction.references
        let (last, output) = (references.noChange, pending.prediction.servedOutput)
        let noChangeOutput = baselines.output(for: last)
        if let score = output.score(against: truth) {
            var ghostScore: Double?
            if let ghost = references.ghost { ghostScore = ghost.score(against: truth) }
            labelling.score(
                score, ghost: ghostScore, noChange: noChangeOutput.score(against: truth), standingFor: weight,
                at: pending.event.time, fading: definition.monitors.fading,
                isAudited: pending.prediction.chances.isAudited)
        }
        served.add(truth: truth, output: output, noChange: last, standingFor: weight)
        servedTotal.add(truth: truth, output: output, noChange: last, standingFor: weight)
        noChange.add(truth: truth, output: noChangeOutput, noChange: last, standingFor: weight)
        noChangeTotal.add(truth: truth, output: noChangeOutput, noChange: last, standingFor: weight)
        let constantOutput = baselines.output(for: references.constant)
        constant.add(truth: truth, output: constantOutput, noChange: last, standingFor: weight)
        if let output = references.ghost {
            ghostMetric.add(truth: truth, output: output, noChange: last, standingFor: weight)
        }
        let scale = lossScale
        if isServed, isSampled {
            monitors.observe(
                loss: Loss.of(output, truth: truth, scale: scale), metric: served.leading,
                higherIsBetter: higherIsBetter, fading: definition.monitors.fading)
        }
    }

    private mutating func comparePair(
        _ pending: AnsweredEvent, _ truth: Truth, standingFor weight: Double, isSampled: Bool, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard let rollout else { return }
        guard rollout.comparesModels, let pairing = pairing(of: pending.prediction, in: rollout) else { return }
        let last = pending.prediction.references.noChange
        candidateMetric.add(truth: truth, output: pairing.candidate, noChange: last, standingFor: weight)
        rivalMetric.add(truth: truth, output: pairing.champion, noChange: last, standingFor: weight)
        if let score = pairing.candidate.score(against: truth) {
            labelling.score(
                score, by: rollout.record.candidate, standingFor: weight, at: pending.event.time)
        }
        guard isSampled else { return }
        let isAutomatic = isAutomationOn && definition.canary.approval == .automatic
        steerItself(context, &changes) {
            let old = Loss.of(pairing.champion, truth: truth, scale: $0.lossScale)
            let new = Loss.of(pairing.candidate, truth: truth, scale: $0.lossScale)
            $0.addGuarded(
                GuardrailPair(
                    event: pending.event, truth: truth, champion: pairing.champion, candidate: pairing.candidate,
                    difference: new - old))
            return $0.add(
                championLoss: old, candidateLoss: new, isServed: pairing.isServed, at: $1, automatic: isAutomatic)
        }
        runRace(pending.event, championOutput: pairing.champion, truth, context, &changes)
    }

    /// The two answers to one event, whichever of the models served when it came; nil where one of them did not answer.
    func pairing(
        of record: PredictionRecord, in rollout: RolloutStateMachine
    ) -> (champion: Output, candidate: Output, isServed: Bool)? {
        guard let other = record.candidate, let output = record.candidateOutput else { return nil }
        let (old, new) = (rollout.record.champion, rollout.record.candidate)
        if record.champion == old, other == new { return (record.championOutput, output, record.arm == .candidate) }
        if record.champion == new, other == old { return (output, record.championOutput, true) }
        return nil
    }

    private mutating func teach(_ event: LabelledEvent) {
        baselines.learn(event.truth, at: event.event.time)
        lags.add(event.truth.number, at: event.event.time)
        memory.add(event.truth, of: event.event)
        let id = event.event.id
        guard !reservation.holds(id), !golden.holds(id), !(blocked.last?.contains(id) ?? false) else { return }
        champion?.learn(event)
        previous?.learn(event)
        candidate?.learn(event)
        shelf.learn(event)
    }

    /// An absolute error of so much is a loss of 1.
    var lossScale: Double {
        search?.dataset?.lossScale ?? rollout?.lossScale ?? race.parked.first?.rollout.lossScale
            ?? max(noChangeTotal.leading ?? 1, 1e-9) * 4
    }
}
