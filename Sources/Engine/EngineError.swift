package import Domain

/// Why the engine cannot go on: what, where, how to mend it.
package enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    case store(StoreError)
    case source(PipelineName, SourceError)
    case artifact(ArtifactError)
    /// The traffic plane cannot do what a pipeline asks of it.
    case traffic(PipelineName, TrafficError)
    /// A model of another server where none can be asked; the sentence says why, and what to do instead.
    case remote(PipelineName, String)
    /// A lockstep worker died of its environment twice.
    case worker(PipelineName, run: Int, String)
    case damagedCheckpoint(PipelineName, String)

    package var description: String {
        switch self {
        case .store(let error): error.description
        case .source(let pipeline, let error): "\(pipeline): \(error.description)"
        case .artifact(let error): error.description
        case .traffic(let pipeline, let error): "\(pipeline): \(error.description)"
        case .remote(let pipeline, let sentence): "\(pipeline): \(sentence)"
        case .worker(let pipeline, let run, let message):
            "\(pipeline): run \(run) died twice: \(message); free memory or processor time and start again"
        case .damagedCheckpoint(let pipeline, let message):
            "\(pipeline): the checkpoint cannot be read: \(message); the log is whole, ask for help before deleting anything"
        }
    }
}
