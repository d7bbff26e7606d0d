import Domain

extension Engine {
    /// The command with what the history knows of the run that it deploys; every other as it is.
    ///
    /// The fold reads no history: what it decides by is written down with the command.
    ///
    /// - Throws: ``EngineError`` where the store cannot be read.
    func knowing(_ intent: Intent, at index: Int) throws -> Intent {
        guard case .deployRun(let rollout, let revision, let run, _) = intent.command else { return intent }
        try commit()
        let sources: RunSources?
        do {
            sources = try environment.store.sources(ofRun: run, in: pipelines[index].name)
        } catch {
            throw EngineError.store(error)
        }
        var intent = intent
        intent.command = .deployRun(
            rollout: rollout, revision: revision, run: run,
            deployment: sources.map { RunDeployment(run: $0.run, lastEvent: $0.dataset?.lastEvent) })
        return intent
    }
}
