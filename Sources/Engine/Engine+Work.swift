import Domain
import Learning

extension Engine {
    /// Does what the pipeline's fold waits for: writes a dataset, hands trials out, tells results, runs gates.
    ///
    /// Gives false where nothing could be done now.
    func work(at index: Int, _ group: inout ThrowingDiscardingTaskGroup<any Error>) throws(EngineError) -> Bool {
        do {
            if let moment = pipelines[index].state.rollout?.gateMoment {
                // While other servers are waited for there is nothing to write beyond what is due.
                if asksOtherServers(at: index) { return false }
                try commitWhatIsFolded()
                return try runGates(moment, at: index, &group)
            }
            guard let search = pipelines[index].state.search else { return false }
            switch search.phase {
            case .dataset:
                try commitWhatIsFolded()
                fold(.dataset(search: search.number, try writeDataset(for: search, at: index)), at: index)
                return true
            case .trials, .refit:
                try handOut(at: index, &group)
                return try tellNext(at: index)
            case .gates, .canary, .ended:
                return false
            }
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as ArtifactError {
            throw .artifact(error)
        } catch let error as EngineError {
            throw error
        } catch {
            throw .artifact(ArtifactError("\(error)"))
        }
    }

    // MARK: Dataset

    private func writeDataset(for search: SearchState, at index: Int) throws -> DatasetSummary {
        let state = pipelines[index].state
        let definition = state.definition
        let validation = search.purpose == .improve ? definition.search.validationRows : 0
        let holdout = search.purpose == .improve ? definition.search.holdoutRows : 0
        let slices = search.purpose == .improve ? definition.search.strategy.slices : 0
        let scored = try environment.store.labelledEvents(
            LabelledEventQuery(
                pipeline: definition.name, throughSequence: search.cut, events: 0...Int64.max,
                limit: longestWindow(of: search, definition) + slices * validation + holdout,
                skipping: state.reservation, excluded: state.blocked + state.golden.ranges))
        let used = scored.dropLast(holdout)
        let rows = aligned(
            used, by: RowMemoryLayout(definition.features, columns: definition.columns, task: definition.task))
        let digest = try environment.artifacts.saveDataset(rows, columns: definition.columns)
        let training = rows.prefix(max(0, rows.count - validation))
        let first = rows.first?.event.time ?? state.clock
        return DatasetSummary(
            digest: digest, trainingRows: training.count, validationRows: rows.count - training.count, from: first,
            trainedThrough: training.last?.event.time ?? first, validatedThrough: rows.last?.event.time ?? first,
            lastEvent: rows.last?.event.id ?? 0, lossScale: lossScale(of: used, task: definition.task),
            scene: search.purpose == .improve ? scene(rows, at: index) : nil,
            leak: LeakingColumn.name(in: rows, definition.columns, definition.task))
    }

    /// A search without a limit takes what the log holds, up to a million rows.
    private func longestWindow(of search: SearchState, _ definition: PipelineDefinition) -> Int {
        let strategy = definition.search.strategy
        if search.purpose == .improve, strategy.usesWholeHistory || strategy.usesRowsSinceDrift { return 1_000_000 }
        let drawn = search.runs.map(\.specification.window).max() ?? 0
        let champion = search.purpose == .improve ? definition.search.windows.max() ?? 0 : 0
        return min(1_000_000, max(drawn, champion, definition.initial.rows))
    }

    /// Rows from before the pipeline file asked for other features know nothing of the new ones.
    private func aligned(_ rows: some Collection<ScoredEvent>, by layout: RowMemoryLayout) -> [LabelledEvent] {
        rows.map { scored in
            var row = scored.labelled
            row.event.lags = layout.aligned(row.event.lags)
            return row
        }
    }

    /// The scale of losses: for numbers the champion's 99th percentile of absolute errors, so that one row in a hundred
    /// is clipped; before there is one, four standard deviations of the target.
    private func lossScale(of rows: some Collection<ScoredEvent>, task: LearningTask) -> Double {
        guard case .regression = task else { return 1 }
        let errors = rows.compactMap { scored -> Double? in
            guard let stored = scored.prediction, stored.champion != .baseline,
                case .value(let answer) = stored.championOutput
            else { return nil }
            return (answer - scored.labelled.truth.number).magnitude
        }.sorted()
        if errors.count >= 100 { return max(errors[errors.count * 99 / 100], 1e-9) }
        var moments = RunningMoments()
        for row in rows { moments.add(row.labelled.truth.number) }
        return max(moments.standardDeviation * 4, 1e-9)
    }

    // MARK: Trials

    private func handOut(at index: Int, _ group: inout ThrowingDiscardingTaskGroup<any Error>) throws {
        guard let search = pipelines[index].state.search, let dataset = search.dataset else { return }
        let open = search.openRuns
        cancelTrials(at: index, but: Set(open.map(\.number)))
        noteWaiting(open, at: index)
        for run in open.prefix(pipelines[index].state.definition.search.workers)
        where pipelines[index].handedOut[run.number] == nil {
            guard hasRoomForTrial(at: index) else { return }
            pipelines[index].handedOut[run.number] = 1
            launch(
                TrialDealing(search.runs, dataset, pipelines[index].state.definition, isMeasured: mode == .live)
                    .assignment(for: run),
                run: run.number, at: index, &group)
        }
    }

    /// Notes since when each run waits; in a replay time is not measured.
    private func noteWaiting(_ open: [RunRecord], at index: Int) {
        guard mode == .live else { return }
        let now = environment.monotonicNanoseconds()
        let since = pipelines[index].waitingSince
        pipelines[index].waitingSince = Dictionary(
            open.map { ($0.number, since[$0.number] ?? now) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether one worker more fits the machine, and it is this pipeline's turn to have it.
    private func hasRoomForTrial(at index: Int) -> Bool {
        guard let most = environment.totalWorkers else { return true }
        let running = pipelines.map { $0.trials.count }
        guard running.reduce(0, +) < most else { return false }
        // Whoever has fewer goes first.
        return !pipelines.indices.contains { other in
            let open =
                pipelines[other].state.search?.openRuns.count { pipelines[other].handedOut[$0.number] == nil } ?? 0
            return other != index && open > 0 && running[other] < running[index]
        }
    }

    /// Ends the workers of runs that nobody waits for any more.
    func cancelTrials(at index: Int, but open: Set<Int>) {
        for (run, trial) in pipelines[index].trials where !open.contains(run) {
            trial.cancel()
            pipelines[index].trials[run] = nil
            pipelines[index].handedOut[run] = nil
            pipelines[index].progress[run] = nil
        }
    }

    private func launch(
        _ assignment: TrialAssignment, run: Int, at index: Int,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) {
        let name = pipelines[index].name
        let executor = environment.executor
        let started: Timestamp? = mode == .live ? environment.now() : nil
        let waited = pipelines[index].waitingSince[run].map { since in
            Double(environment.monotonicNanoseconds() - since) / 1e9
        }
        let trial = Task {
            await executor.run(assignment) { share in
                Task { await self.progressed(share, run: run, pipeline: name) }
            }
        }
        pipelines[index].trials[run] = trial
        group.addTask {
            var report = await withTaskCancellationHandler {
                await trial.value
            } onCancel: {
                trial.cancel()
            }
            report.started = started
            report.queueSeconds = waited
            await self.finished(report, run: run, pipeline: name)
        }
    }

    private func progressed(_ share: Double, run: Int, pipeline: PipelineName) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }) else { return }
        pipelines[index].progress[run] = share
    }

    private func finished(_ report: TrialReport, run: Int, pipeline: PipelineName) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }) else { return }
        // A run that was cancelled meanwhile has its end already.
        guard pipelines[index].trials.removeValue(forKey: run) != nil else { return }
        pipelines[index].finished[run] = report
        wake.yield()
    }

    /// Tells the next result; in lockstep in the order of the numbers, and a worker that died of its environment is run once
    /// more.
    private func tellNext(at index: Int) throws(EngineError) -> Bool {
        guard let search = pipelines[index].state.search else { return false }
        let ready =
            mode == .lockstep
            ? search.nextRun : search.openRuns.first { pipelines[index].finished[$0.number] != nil }
        guard let next = ready, let report = pipelines[index].finished.removeValue(forKey: next.number) else {
            return false
        }
        if mode == .lockstep, case .failed(let failure, let message) = report.outcome, failure.isOfEnvironment {
            if pipelines[index].handedOut[next.number] == 1 {
                pipelines[index].handedOut[next.number] = nil
                return true
            }
            // What the user's own program does twice is its way; the trial has failed.
            guard next.specification.program != nil else {
                throw .worker(pipelines[index].name, run: next.number, "\(failure.rawValue) \(message)")
            }
        }
        pipelines[index].handedOut[next.number] = nil
        pipelines[index].progress[next.number] = nil
        fold(.trial(run: next.number, report), at: index)
        return true
    }
}
