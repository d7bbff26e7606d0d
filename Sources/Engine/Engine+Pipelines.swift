package import Domain

/// Pipelines that are added, new or as the store has them.
extension Engine {
    /// Adds a pipeline: restored where the store knows it, new where not.
    ///
    /// - Throws: ``EngineError`` where the store, a model or the source cannot be read.
    package func add(
        _ definition: PipelineDefinition, source open: (SourcePosition?) throws(SourceError) -> any EventSource
    ) throws(EngineError) {
        try checkTraffic(of: definition)
        try checkRemotes(of: definition)
        do {
            let restoration = try environment.store.restore(definition.name)
            let source = try ItemQueue(at: restoration.position, open: open)
            var runtime = PipelineRuntime(
                state: try restoredState(definition, restoration), source: source,
                changes: PipelineChanges(pipeline: definition.name),
                view: try PipelineView(definition.name, from: environment.store),
                pace: Pace(speed: definition.source.speed), checkpointedAt: 0)
            try runtime.replay(restoration.tail, in: context, recalling: environment.store)
            for stored in try environment.store.rollouts(definition.name, limit: Race.limit) {
                runtime.state.rollout?.keepTimes(of: stored)
                for place in runtime.state.race.parked.indices {
                    runtime.state.race.parked[place].rollout.keepTimes(of: stored)
                }
            }
            runtime.state.buffer.cool(keeping: environment.warmPredictions)
            pipelines.append(runtime)
            router.opened(definition.name).resume(after: restoration.lastEvent)
            if runtime.state.sequence == 0 || runtime.state.definition != definition {
                fold(.definition(definition), at: pipelines.count - 1)
            }
            reopen(at: pipelines.count - 1)
            publishTables()
        } catch let error as EngineError {
            throw error
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as SourceError {
            throw .source(definition.name, error)
        } catch let error as ArtifactError {
            throw .artifact(error)
        } catch {
            throw .damagedCheckpoint(definition.name, "\(error)")
        }
    }

    /// Before anything is served: what a crash kept from the history stays out of the traffic, and callers' canary learns of
    /// the time without an engine.
    private func reopen(at index: Int) {
        let name = pipelines[index].name
        for intent in environment.rollBacks?.outstanding() ?? [] {
            guard intent.pipeline == name, case .rollBack(let version) = intent.command else { continue }
            router.opened(name).withdraw(version)
        }
        guard mode == .live, pipelines[index].state.servedThrough != nil,
            pipelines[index].state.rollout?.state.isEnded == false
        else { return }
        fold(.reopened(at: environment.now()), at: index)
    }

    private func restoredState(
        _ definition: PipelineDefinition, _ restoration: Restoration
    ) throws -> PipelineState {
        guard let checkpoint = restoration.checkpoint else { return PipelineState(definition: definition) }
        return try CheckpointCoder(artifacts: environment.artifacts).decode(checkpoint.state)
    }

    var context: FoldContext {
        FoldContext(
            sha256: environment.sha256, artifacts: environment.artifacts, wallTime: environment.now(),
            monotonicNanoseconds: environment.monotonicNanoseconds())
    }
}
