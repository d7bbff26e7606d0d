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
            pipelines[index].changes = PipelineChanges(pipeline: pipelines[index].name)
            pipelines[index].state.buffer.cool(keeping: environment.warmPredictions)
        }
        lastCommit = environment.monotonicNanoseconds()
        publishTables()
    }
}
