import Domain

/// Writes what was folded, then lets it be seen.
extension Engine {
    func commitIfDue() throws(EngineError) {
        let rows = pipelines.reduce(0) { $0 + $1.changes.rowCount }
        let now = environment.monotonicNanoseconds()
        if rows >= Self.commitRows || (rows > 0 && now - lastCommit > Self.commitNanoseconds) { try commit() }
    }

    /// Commits where anything is folded that the store does not hold.
    func commitWhatIsFolded() throws(EngineError) {
        if pipelines.contains(where: { !$0.changes.isEmpty }) { try commit() }
    }

    /// Tries again what the store did not take, before anything else is folded.
    func commitWhatIsOverdue() throws(EngineError) {
        if isOverdue { try commit() }
    }

    /// Waits a while where it was the store that failed, so that a disk that is full for a moment ends nothing.
    ///
    /// Callers are answered meanwhile, from the tables that are published; nothing is folded. Live alone: in lockstep the
    /// first failure ends the run.
    ///
    /// - Throws: The failure, where it was another one, or the store has failed as often as the files' largest
    ///   `canary.error_limit` allows.
    func waitForTheStore(after failure: any Error) async throws {
        let limit = pipelines.map(\.state.definition.canary.guards.errorLimit).max() ?? 0
        guard mode == .live, isOverdue, waits < limit, let failure = failure as? EngineError else { throw failure }
        waits += 1
        problem = failure
        publishSnapshot()
        await environment.pauseForStore()
    }

    /// The last commit of a run, with its checkpoints, tried as often as any other.
    func commitAtLast() async throws {
        while true {
            do {
                return try commit(withCheckpoints: true)
            } catch {
                try await waitForTheStore(after: error)
            }
        }
    }

    /// What the fold takes out of the traffic is out before the disk is asked: a disk that hangs keeps no version in.
    private func withdrawRolledBack() {
        for pipeline in pipelines {
            for rollout in pipeline.changes.rollouts where [.rollingBack, .rolledBack].contains(rollout.state) {
                router.opened(pipeline.name).withdraw(rollout.candidate)
            }
        }
    }

    /// Writes everything folded so far in one transaction, then lets it be seen.
    func commit(withCheckpoints isLast: Bool = false) throws(EngineError) {
        withdrawRolledBack()
        let wasOverdue = isOverdue
        isOverdue = true
        do {
            let now = environment.monotonicNanoseconds()
            for index in pipelines.indices {
                let state = pipelines[index].state
                // A checkpoint names what waits for labels: where that is much, it comes seldom; and never so often
                // that requests would feel it, which is a fiftieth of the time.
                let interval = max(Self.checkpointEvery, Int64(state.buffer.count / 16))
                let rows = state.sequence - pipelines[index].checkpointedAt
                let pause = max(Self.checkpointNanoseconds, pipelines[index].checkpointCost * 50)
                guard isLast || (rows >= interval && now - pipelines[index].checkpointTime > pause) else { continue }
                let bytes = try CheckpointCoder(artifacts: environment.artifacts).encode(state)
                pipelines[index].changes.checkpoint = Checkpoint(sequence: state.sequence, state: bytes)
                pipelines[index].checkpointedAt = state.sequence
                pipelines[index].checkpointTime = now
                pipelines[index].checkpointCost = environment.monotonicNanoseconds() - now
            }
            let changes = pipelines.map(\.changes).filter { !$0.isEmpty }
            if !changes.isEmpty { try environment.store.commit(changes) }
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as ArtifactError {
            throw .artifact(error)
        } catch {
            throw .artifact(ArtifactError("a checkpoint cannot be written: \(error)"))
        }
        for index in pipelines.indices {
            let changes = pipelines[index].changes
            pipelines[index].view.add(changes)
            if !changes.points.isEmpty {
                pipelines[index].view.addDrift(pipelines[index].state.stabilities, every: changes.points.count)
            }
            announce(changes, at: index)
            answerJoined(at: index)
            pipelines[index].changes = PipelineChanges(pipeline: pipelines[index].name)
            pipelines[index].state.buffer.cool(keeping: environment.warmPredictions)
        }
        lastCommit = environment.monotonicNanoseconds()
        isOverdue = false
        publishTables()
        guard wasOverdue else { return }
        (waits, problem) = (0, nil)
        publishSnapshot()
    }
}
