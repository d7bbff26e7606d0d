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
                if isAsking(for: moment, at: index) { return false }
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
        let longest = max(search.runs.map(\.specification.window).max() ?? 0, definition.initial.rows)
        let scored = try environment.store.labelledEvents(
            LabelledEventQuery(
                pipeline: definition.name, throughSequence: search.cut, events: 0...Int64.max,
                limit: longest + validation + holdout, skipping: state.reservation,
                excluded: state.blocked + state.golden.ranges))
        let used = scored.dropLast(holdout)
        let rows = used.map(\.labelled)
        let digest = try environment.artifacts.saveDataset(rows, columns: definition.columns)
        let training = rows.prefix(max(0, rows.count - validation))
        let first = rows.first?.event.time ?? state.clock
        return DatasetSummary(
            digest: digest, trainingRows: training.count, validationRows: rows.count - training.count, from: first,
            trainedThrough: training.last?.event.time ?? first, validatedThrough: rows.last?.event.time ?? first,
            lastEvent: rows.last?.event.id ?? 0, lossScale: lossScale(of: used, task: definition.task))
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
        let workers = pipelines[index].state.definition.search.workers
        let open = search.openRuns
        for run in open.prefix(workers) where pipelines[index].handedOut[run.number] == nil {
            pipelines[index].handedOut[run.number] = 1
            launch(assignment(for: run, dataset: dataset, at: index), run: run.number, at: index, &group)
        }
    }

    private func assignment(for run: RunRecord, dataset: DatasetSummary, at index: Int) -> TrialAssignment {
        let definition = pipelines[index].state.definition
        let all = dataset.trainingRows + dataset.validationRows
        let isRefit = run.kind == .refit || run.isCheck
        return TrialAssignment(
            lease: "\(definition.name)-\(run.number)", specification: run.specification, task: definition.task,
            columns: definition.columns, lagCount: definition.features.lags.count, dataset: dataset.digest,
            trainingRows: 0..<(isRefit ? all : dataset.trainingRows),
            validationRows: isRefit ? all..<all : dataset.trainingRows..<all, lossScale: dataset.lossScale,
            wallSecondsLimit: definition.search.trialSeconds, memoryBytesLimit: definition.search.trialBytes)
    }

    private func launch(
        _ assignment: TrialAssignment, run: Int, at index: Int,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) {
        let name = pipelines[index].name
        let executor = environment.executor
        group.addTask {
            let report = await executor.run(assignment) { share in
                Task { await self.progressed(share, run: run, pipeline: name) }
            }
            await self.finished(report, run: run, pipeline: name)
        }
    }

    private func progressed(_ share: Double, run: Int, pipeline: PipelineName) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }) else { return }
        pipelines[index].progress[run] = share
    }

    private func finished(_ report: TrialReport, run: Int, pipeline: PipelineName) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }) else { return }
        pipelines[index].finished[run] = report
        wake.yield()
    }

    /// Tells the next result in number order; in lockstep a worker that died of its environment is run once more.
    private func tellNext(at index: Int) throws(EngineError) -> Bool {
        guard let next = pipelines[index].state.search?.nextRun,
            let report = pipelines[index].finished.removeValue(forKey: next.number)
        else { return false }
        if mode == .lockstep, case .failed(let failure, let message) = report.outcome, failure != .invalid {
            guard pipelines[index].handedOut[next.number] == 1 else {
                throw .worker(pipelines[index].name, run: next.number, "\(failure.rawValue) \(message)")
            }
            pipelines[index].handedOut[next.number] = nil
            return true
        }
        pipelines[index].handedOut[next.number] = nil
        pipelines[index].progress[next.number] = nil
        fold(.trial(run: next.number, report), at: index)
        return true
    }
}
