import Domain
import Learning

extension PipelineState {
    /// Starts a search: draws its trials and asks for its dataset.
    mutating func start(
        _ purpose: SearchState.Purpose, kind: String, value: Double, threshold: Double, evidence: String,
        actor: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        counts.searches += 1
        if purpose == .improve { counts.triggersFired += 1 }
        let trigger = TriggerRecord(
            number: counts.searches, kind: kind, firedAt: clock, value: value, threshold: threshold,
            count: Int(counts.labelled - counts.labelledAtCut), evidence: evidence, actor: actor, outcome: .running)
        var started = SearchState(number: counts.searches, purpose: purpose, trigger: trigger, cut: sequence)
        started.trialLimit = definition.search.trials
        let own = champion?.remote == nil ? champion?.record.specification : nil
        let single = SearchPlanner(definition: definition).single(
            purpose, search: counts.searches, champion: own, number: counts.runs + 1)
        if let single {
            counts.runs += 1
            started.runs = [single]
        }
        counts.labelledAtCut = counts.labelled
        search = started
        for index in triggers.indices { triggers[index].searchStarted(at: clock) }
        changes.triggers.append(trigger)
        changes.runs += started.runs
        let size = single == nil ? "up to \(definition.search.trials) trials" : "one run"
        decide(
            .trigger, kind, "fired: \(evidence); search \(counts.searches) of \(size)", by: actor, context, &changes)
    }

    mutating func beginTrials(
        of number: Int, with dataset: DatasetSummary, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard var search, search.number == number, search.phase == .dataset else { return }
        guard dataset.trainingRows > 0 else {
            return end(.failed, "no labelled rows to train on", context, &changes)
        }
        search.begin(with: dataset)
        self.search = search
        changes.runs += search.runs
        decide(
            .search, "search \(number)",
            "\(dataset.trainingRows) training and \(dataset.validationRows) validation rows, data \(dataset.digest.short)",
            context, &changes)
        if goesOn(past: dataset, context, &changes) { drawTrials(context, &changes) }
    }

    /// Takes a trial's or a refit's result in, and goes on where it was the last one waited for.
    mutating func take(
        _ report: TrialReport, run number: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard var search, let run = search.take(report, run: number) else { return }
        if run.kind != .refit, run.kind != .ensemble, !run.isCheck { counts.trials += 1 }
        // A replay has no times: measured seconds decide nothing there.
        if report.started != nil { spending.add(report.cost.cpuSeconds, at: clock) }
        changes.runs.append(run)
        decide(
            .trial, "run \(run.number)", "\(run.kind.rawValue) \(run.summary): \(outcome(of: run))", context, &changes)
        if search.phase == .trials, search.purpose == .improve {
            self.search = search
            drawTrials(context, &changes)
            search = self.search ?? search
        }
        let isLast = search.nextRun == nil
        switch (search.phase, search.purpose) {
        case (.trials, .improve) where isLast:
            self.search = search
            if search.pausedBy == nil { endTrials(context, &changes) }
        case (.trials, .initial), (.trials, .drill):
            self.search = search
            finishSingleRun(run, context, &changes)
        case (.refit(let rank), _) where isLast:
            self.search = search
            if let made = search.runs.last(where: { $0.kind == .refit }), made.state == .completed {
                propose(made, rank: rank, context, &changes)
            } else {
                refit(rank: rank + 1, context, &changes)
            }
        case (.trials, .improve), (.refit, _), (.dataset, _), (.gates, _), (.canary, _), (.ended, _):
            self.search = search
        }
    }

    private func outcome(of run: RunRecord) -> String {
        switch run.state {
        case .completed:
            guard let score = run.score else { return "trained on \(run.trainedRows) rows" }
            return "\(definition.task.metricName) \(Decimal.metric(score.value, of: definition.task)) ± "
                + "\(Decimal.metric(score.margin, of: definition.task)) on \(score.count) rows"
        case .stopped:
            let place = "after \(run.tracking?.curve.count ?? 1) of \(run.tracking?.slices ?? 1) slices"
            guard let score = run.score else { return "stopped \(place)" }
            return "stopped \(place) at \(Decimal.metric(score.value, of: definition.task))"
        case .failed:
            return run.failure?.rawValue ?? "failed"
        case .waiting, .running:
            return "open"
        }
    }

    /// Trains the recipe of this rank on the validation rows too, or ends the search where there is none left to try.
    mutating func refit(rank: Int, _ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var search else { return }
        guard !search.ranking.isEmpty else { return end(.failed, "no trial was completed", context, &changes) }
        guard rank < min(definition.search.candidates, search.ranking.count),
            let best = search.run(search.ranking[rank])
        else { return end(.rejected, "no candidate left to try", context, &changes) }
        if rolledBackRecipes.contains(recipe(best.specification, search.dataset?.digest)) {
            return refit(rank: rank + 1, context, &changes)
        }
        counts.runs += 1
        var specification = best.specification
        if specification.start != .recall {
            specification.window = min(specification.window, Int(Int32.max)) + definition.search.validationRows
        }
        let run = RunRecord(
            number: counts.runs, search: search.number, kind: .refit, state: .waiting, specification: specification,
            summary: best.summary,
            tracking: best.tracking.map { RunTracking(origin: $0.origin, sampler: $0.sampler, parent: best.number) })
        let added = ([run] + checks(of: run)).map { search.dealt($0) }
        search.runs += added
        search.phase = .refit(rank: rank)
        self.search = search
        changes.runs += added
    }

    /// A second training of a candidate that was sampled, and one on labels that mean nothing.
    private mutating func checks(of refit: RunRecord) -> [RunRecord] {
        let every = definition.gates.limits.reproduceEvery
        guard every > 0, counts.candidates % every == every - 1 else { return [] }
        return [RunRecord.Kind.reproduction, .shuffled].map { kind in
            counts.runs += 1
            var check = refit
            check.number = counts.runs
            check.kind = kind
            check.specification.shufflesLabels = kind == .shuffled
            return check
        }
    }

    /// The first version serves at once; a drill's goes to the canary past the gates.
    private mutating func finishSingleRun(
        _ run: RunRecord, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard run.state == .completed else {
            return end(.failed, "\(run.kind.rawValue) run \(run.failure?.rawValue ?? "failed")", context, &changes)
        }
        propose(run, rank: 0, context, &changes)
    }

    /// Makes a trained run a version.
    private mutating func propose(
        _ run: RunRecord, rank: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard let content = run.model, let search, let dataset = search.dataset else { return }
        let model: any PublishedModel
        do {
            model = try context.artifacts.loadModel(content)
        } catch {
            decide(.gate, "integrity", "model \(content.short) cannot be loaded", context, &changes)
            return search.purpose == .improve
                ? refit(rank: rank + 1, context, &changes)
                : end(.failed, "its model cannot be loaded", context, &changes)
        }
        counts.lastVersion += 1
        let record = VersionRecord(
            version: ModelVersion(rawValue: counts.lastVersion), specification: run.specification,
            summary: run.summary, model: content, dataset: dataset.digest, trainedRows: run.trainedRows,
            trainedThrough: run.trainedThrough ?? clock, search: search.number, createdAt: clock,
            lastEvent: dataset.lastEvent, bytes: run.bytes)
        changes.versions.append(record)
        archive.add(record)
        let deployed = DeployedModel(record: record, since: clock, content: content, model: model)
        if search.purpose == .initial {
            deployFirst(deployed, context, &changes)
        } else if definition.champion == .external {
            advise(deployed, rank: rank, context, &changes)
        } else {
            open(deployed, rank: rank, context, &changes)
        }
    }

    private mutating func deployFirst(
        _ first: DeployedModel, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        champion = first
        ghost = first.frozen
        reigns.add(first.record)
        monitors.rebase(definition.monitors, forgetsBest: true)
        decide(.promotion, "\(first.version)", "first version, \(first.record.summary), serves", context, &changes)
        end(.deployed, "first version serves", gained: true, context, &changes)
    }

    /// Ends the search and writes its outcome back to the trigger.
    ///
    /// Without a gain the triggers' cool-downs double.
    mutating func end(
        _ outcome: TriggerRecord.Outcome, _ why: String, gained: Bool = false, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard var search else { return }
        search.trigger.outcome = outcome
        search.trigger.endedAt = clock
        changes.triggers.append(search.trigger)
        tallies.count(search.trigger)
        for index in triggers.indices {
            triggers[index].searchEnded(at: clock, gained: gained)
        }
        decide(.search, "search \(search.number)", "\(outcome.rawValue): \(why)", context, &changes)
        let failed = outcome == .failed || outcome == .rejected
        raise(
            AlertBook.Reading(
                rule: .searchFailed, subject: "search", severity: .ticket, holds: failed, value: 0, threshold: 0,
                count: search.runs.count, text: "search \(search.number) \(outcome.rawValue): \(why)"),
            pendingEvaluations: 1, context, &changes)
        self.search = nil
    }

    /// Names a recipe trained on a dataset, whatever the seed.
    func recipe(_ specification: TrialSpecification, _ dataset: ContentDigest?) -> String {
        var parameters = specification.hyperparameters.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        if let start = specification.start, let base = specification.base {
            parameters += ",\(start.rawValue)=\(base.version)"
        }
        if let rows = specification.halfLifeRows { parameters += ",half-life=\(rows)" }
        for member in specification.chosenMembers {
            parameters += ",\(member.votes ?? 0)×(\(recipe(member.specification, nil)))"
        }
        let features = specification.features
        let families = features.families.map { "+\($0.rawValue)" }.joined()
        return "\(specification.learnerName)/\(specification.updates.rawValue)/\(features.usesLags)\(families)/"
            + "\(specification.window)/\(parameters)/\(dataset?.hexadecimal ?? "")"
    }
}
