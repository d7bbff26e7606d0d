import Domain

extension Engine {
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
