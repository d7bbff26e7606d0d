import Domain
import Learning

/// Gathers what the gates look at, and puts them to a candidate.
extension Engine {
    /// Rows and models of one run of the gates.
    struct GateRun {
        var state: PipelineState
        var rollout: RolloutStateMachine
        var candidate: DeployedModel
        var champion: DeployedModel
        /// Id of the newest event that the candidate's training may have seen.
        var lastEvent: Int64
        /// Times of single questions to other servers, by version.
        var nanoseconds: [ModelVersion: [Double]] = [:]

        var excluded: [ClosedRange<Int64>] { state.blocked + state.golden.ranges }

        func query(
            _ events: ClosedRange<Int64>, limit: Int, skipping: LabelledEventQuery.Reservation? = nil,
            keeping: LabelledEventQuery.Reservation? = nil
        ) -> LabelledEventQuery {
            LabelledEventQuery(
                pipeline: state.definition.name, throughSequence: state.sequence, events: events, limit: limit,
                skipping: skipping, excluded: excluded, keeping: keeping)
        }
    }

    private static let requestLimit = 200
    private static let freshLimit = 100_000
    private static let replayLimit = 50_000

    /// Runs the gates that the pipeline's rollout waits for and folds their answers.
    ///
    /// - Returns: False where other servers have been asked and their answers are waited for.
    func runGates(
        _ moment: GateReport.Moment, at index: Int, _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) throws -> Bool {
        let state = pipelines[index].state
        guard let rollout = state.rollout else { return false }
        let version = rollout.record.candidate
        guard let candidate = state.candidate, let champion = state.champion else {
            let lost = GateResult(
                gate: .integrity, isRequired: true, verdict: .error, value: nil, bound: nil, count: 0,
                detail: "there is no model to judge: it is not loaded")
            let report = GateReport(moment: moment, results: [lost])
            fold(.gates(version: version, report, model: ContentDigest(bytes: environment.sha256([]))), at: index)
            return true
        }
        var run = GateRun(
            state: state, rollout: rollout, candidate: candidate, champion: champion,
            // Where another server trained it, all that was kept from training here is old.
            lastEvent: candidate.remote == nil
                ? candidate.record.lastEvent ?? state.search?.dataset?.lastEvent ?? 0 : Int64.max)
        guard try complete(&run, moment, at: index, &group) else { return false }
        var evidence = try evidence(run)
        let evaluator = GateEvaluator(policy: state.definition.gates, isLockstep: mode == .lockstep)
        guard moment == .start else {
            evidence.grid = try replay(run, isWhole: false).grid(of: run.candidate.model, version, evidence)
            let results = evaluator.judge(evidence, by: evaluator.recurring)
            let report = GateReport(moment: moment, results: results, grid: evidence.grid)
            fold(.gates(version: version, report, model: candidate.content), at: index)
            return true
        }
        guard candidate.remote == nil else {
            evidence.grid = try replay(run, isWhole: true).grid(of: run.candidate.model, version, evidence)
            let report = GateReport(
                moment: moment, results: evaluator.judgeRemote(evidence), grid: evidence.grid)
            fold(.gates(version: version, report, model: candidate.content), at: index)
            return true
        }
        let caughtUp = try addTraining(to: &evidence, run)
        evidence.grid = try replay(run, isWhole: true).grid(of: candidate.model, version, evidence)
        var report = GateReport(
            moment: moment, results: evaluator.judge(evidence, by: evaluator.all), grid: evidence.grid)
        var content = candidate.isLive ? try environment.artifacts.saveModel(caughtUp) : candidate.content
        if let model = caughtUp as? any RecalibratedModel, let refit = evaluator.refit(evidence, &report.results) {
            report.recalibration = refit
            if refit.mayChangeClasses { try rejudge(&report, evidence.refitted(by: refit), evaluator, run) }
            content = try environment.artifacts.saveModel(model.recalibrated(by: refit))
        }
        report.memory = evidence.cost.residentBytes.flatMap(forecast)
        fold(.gates(version: version, report, model: content), at: index)
        return true
    }

    private func forecast(_ neededBytes: Int) -> MemoryForecast? {
        environment.availableBytes().map {
            MemoryForecast(neededBytes: neededBytes, availableBytes: $0, isAdvisory: mode == .lockstep)
        }
    }

    /// Folds that a candidate which warms fits into memory by now.
    func tellOfMemory(at index: Int) {
        guard let rollout = pipelines[index].state.rollout, !rollout.fitsIntoMemory,
            rollout.state == .warming || rollout.state == .errored(from: .warming),
            let needed = rollout.record.memory?.neededBytes, let available = environment.availableBytes(),
            available >= needed
        else { return }
        fold(.memory(availableBytes: available), at: index)
    }

    /// Puts the gates that a refit may have changed to the refitted candidate.
    private func rejudge(
        _ report: inout GateReport, _ evidence: GateEvidence, _ evaluator: GateEvaluator, _ run: GateRun
    ) throws {
        var evidence = evidence
        evidence.grid = try replay(run, isWhole: true).grid(of: evidence.candidate, run.candidate.version, evidence)
        report.grid = evidence.grid
        for result in evaluator.judge(evidence, by: evaluator.aboutClasses) {
            guard let place = report.results.firstIndex(where: { $0.gate == result.gate }) else { continue }
            report.results[place] = result
        }
    }

    /// What every run of gates needs.
    func evidence(_ run: GateRun) throws -> GateEvidence {
        let definition = run.state.definition
        var evidence = GateEvidence(
            task: definition.task, columns: definition.columns, lossScale: run.rollout.lossScale,
            candidate: run.candidate.model, reloaded: nil,
            champion: ChampionAnswers(
                version: run.champion.version, isLive: run.champion.isLive || run.champion.remote != nil,
                model: run.champion.model))
        evidence.lastEvent = run.lastEvent
        evidence.requests = try requests(run)
        evidence.golden = try golden(run.state)
        evidence.cost = ModelCost(
            nanoseconds: run.nanoseconds[run.candidate.version]
                ?? latencies(of: run.candidate.model, on: evidence.requests),
            championNanoseconds: run.nanoseconds[run.champion.version]
                ?? latencies(of: run.champion.model, on: evidence.requests),
            bytes: run.candidate.record.bytes, championBytes: run.champion.record.bytes)
        return evidence
    }

    func requests(_ run: GateRun) throws -> [Event] {
        try environment.store.labelledEvents(run.query(0...Int64.max, limit: Self.requestLimit))
            .map(\.labelled.event)
    }

    /// Labelled rows that came after the candidate's training cut, oldest first.
    func fresh(_ run: GateRun) throws -> [ScoredEvent] {
        try environment.store.labelledEvents(
            run.query((run.lastEvent + 1)...Int64.max, limit: Self.freshLimit, skipping: run.state.reservation))
    }

    /// Adds what the first run looks at beside; gives the candidate as it is after the newest rows.
    private func addTraining(to evidence: inout GateEvidence, _ run: GateRun) throws -> any PublishedModel {
        let state = run.state
        let record = run.candidate.record
        let before = environment.residentBytes()
        evidence.reloaded = reloaded(record.model)
        evidence.cost.residentBytes = residentGrowth(since: before, of: record, isLoaded: evidence.reloaded != nil)
        // A live one has learned labels since it was trained; it is judged from there on, and learns them as it passes them.
        if run.candidate.isLive, let trained = reloaded(record.model) { evidence.candidate = trained }
        let dataset = try environment.artifacts.loadDataset(record.dataset)
        evidence.training = TrainingEvidence(
            rows: Array(dataset.suffix(record.trainedRows)), labelled: state.counts.labelled,
            expired: state.counts.expired, isCorrupt: state.isCorrupt, kept: state.golden.cases.map(\.event),
            reservation: state.reservation)
        // Rows that a champion on another server was never asked about say nothing of it.
        let known = (run.champion.model as? RemoteStandIn)?.known
        let fresh = try fresh(run).filter { row in
            known.map { evidence.champion.recorded(row) != nil || $0[row.labelled.event.id] != nil } ?? true
        }
        let judged = FreshRows.judged(
            fresh, before: dataset.last, evidence, delay: state.definition.labels.delay)
        evidence.fresh = judged.rows
        guard let search = state.search else { return judged.candidate }
        evidence.retrained = search.runs.first { $0.kind == .plainRetrain }?.model.flatMap(reloaded)
        guard let own = search.runs.last(where: { $0.kind == .refit && $0.model == record.model }) else {
            return judged.candidate
        }
        let checks = search.runs.filter { $0.isCheck && $0.number > own.number }
        if let again = checks.first(where: { $0.kind == .reproduction }) {
            evidence.reproduction = GateEvidence.Reproduction(
                isSame: again.model == record.model, model: again.model.flatMap(reloaded), failure: again.message)
        }
        evidence.shuffled = checks.first { $0.kind == .shuffled }?.model.flatMap(reloaded)
        return judged.candidate
    }

    /// By how much loading a model made this process grow; memory that was free before does not show, so that it is the
    /// artifact's bytes at least.
    private func residentGrowth(since before: Int?, of record: VersionRecord, isLoaded: Bool) -> Int? {
        guard isLoaded else { return nil }
        guard let before, let now = environment.residentBytes() else { return record.bytes }
        return max(now - before, record.bytes ?? 0)
    }

    /// A model by its name; nil where it cannot be loaded, which the gates then say.
    private nonisolated func reloaded(_ content: ContentDigest) -> (any PublishedModel)? {
        do {
            return try environment.artifacts.loadModel(content)
        } catch {
            return nil
        }
    }

    func golden(_ state: PipelineState) throws -> [GoldenEvidence] {
        let cases = state.golden.cases
        guard !cases.isEmpty else { return [] }
        let ids = cases.map(\.event)
        let events = try environment.store.events(ids, in: state.definition.name)
        let labels = try environment.store.standings(of: ids, in: state.definition.name)
        return cases.map { item in
            var evidence = GoldenEvidence(item: item, event: events.first { $0.id == item.event })
            evidence.truth =
                item.truth.map { GoldenSet.truth(of: $0, state.definition.task) }
                ?? labels[item.event]?.label.flatMap { state.definition.task.truth(of: $0) }
            evidence.problem = GoldenSet.misfit(item, state.definition.columns)
            if evidence.event == nil { evidence.problem = "its row is not in the history any more" }
            if evidence.problem == nil, evidence.truth == nil {
                evidence.problem = "its right answer is not known; name it anew with --truth"
            }
            return evidence
        }
    }

    /// The reserved rows up to the candidate's training cut, in windows spread over the past and in regimes.
    ///
    /// Whole, it has every version that ever served; else the champion alone.
    func replay(_ run: GateRun, isWhole: Bool) throws -> ReplayEvidence {
        let reserved = run.state.reservation
        let rows = try environment.store.labelledEvents(
            run.query(0...max(0, run.lastEvent), limit: Self.replayLimit, keeping: reserved)
        ).map(\.labelled)
        var replay = ReplayEvidence()
        replay.windows = ReplayWindows.spread(rows, reserved, count: run.state.definition.gates.replayWindows)
        replay.knowsTransfers = isWhole
        var start = Int64.min
        func regime(through end: Int64) -> [LabelledEvent] {
            let regime = rows.filter { $0.event.id > start && $0.event.id <= end }.suffix(Int(reserved.rows))
            start = end
            return Array(regime)
        }
        for reign in run.state.reigns.all {
            replay.regimes.append(regime(through: reign.lastEvent))
            replay.reigns.append(
                reign.version == run.champion.version
                    ? ReplayEvidence.Reign(version: reign.version, model: run.champion.model)
                    : ReplayEvidence.Reign(version: reign.version) { [self] in
                        isWhole ? reloaded(reign.model) : nil
                    })
        }
        replay.regimes.append(regime(through: run.lastEvent))
        replay.champion = ReplayEvidence.Reign(version: run.champion.version, model: run.champion.model)
        return replay
    }

    /// Nanoseconds of single predictions, ascending.
    private func latencies(of model: any PublishedModel, on requests: [Event]) -> [Double] {
        requests.map { event in
            let start = environment.monotonicNanoseconds()
            _ = model.predict(event)
            return Double(environment.monotonicNanoseconds() - start)
        }.sorted()
    }

    // MARK: Naming golden cases

    /// Why a golden case cannot be named: the store knows no such prediction, or not its right answer.
    func goldenRefusal(_ intent: Intent) -> String? {
        guard case .addGolden(let event, let truth) = intent.command else { return nil }
        do {
            try commit()
            guard let standing = try environment.store.standings(of: [event], in: intent.pipeline)[event] else {
                return
                    "there is no prediction \(event) in \(intent.pipeline); give the prediction_id of an answer, or the "
                    + "number of a row that was answered"
            }
            if truth == nil, standing.label == nil {
                return "prediction \(event) has no label yet; say what is right with --truth"
            }
            return nil
        } catch {
            return "the history cannot be read: \(error)"
        }
    }
}
