import Domain

extension Engine {
    /// Pauses between two looks at a champion's server: about a second.
    private static let pausesBetweenLooks = 20

    /// Asks the servers of champions whether they are ready, beside the engine's own turn.
    func watchRemotes(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        guard mode == .live, let remotes = environment.remotes else { return }
        group.addTask { [environment, router, wake] in
            while !Task.isCancelled {
                await withDiscardingTaskGroup { looks in
                    for lane in router.names.compactMap(router.lane) {
                        guard let champion = lane.table?.champion, let remote = champion.remote else { continue }
                        looks.addTask {
                            lane.note(await remotes.readiness(of: remote), of: champion.version)
                            wake.yield()
                        }
                    }
                }
                for _ in 0..<Self.pausesBetweenLooks where !Task.isCancelled { await environment.pause() }
            }
        }
    }

    /// Folds what was seen of the champion's server.
    func takeRemote(at index: Int) {
        let isFiring = pipelines[index].state.alerts.firing.contains {
            $0.rule == .modelServer && $0.subject == RemoteStanding.subject
        }
        guard let finding = router.opened(pipelines[index].name).takeRemote(isFiring: isFiring) else { return }
        fold(.remote(finding), at: index)
    }

    /// Refuses a model of another server where none can be asked.
    func checkRemotes(of definition: PipelineDefinition) throws(EngineError) {
        guard let remote = definition.remoteChampion ?? definition.remoteCandidate else { return }
        if mode == .lockstep {
            throw .remote(
                definition.name,
                "\(remote.words) answers callers' requests, and a replay in lockstep has none: its decisions could not be "
                    + "repeated; run it without --lockstep, or take the url out of the file for the replay")
        }
        if environment.traffic != nil {
            throw .remote(
                definition.name,
                "\(remote.words) is asked by the engine itself, which a traffic plane passes by; "
                    + "remove serve.traffic, or the url")
        }
        guard environment.remotes != nil else {
            throw .remote(definition.name, "\(remote.words) cannot be asked here; take the url out of the file")
        }
    }
}
