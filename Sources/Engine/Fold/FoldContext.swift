import Domain

/// What a fold may ask of the outside: nothing in it decides by time or chance of its own.
struct FoldContext: Sendable {
    var sha256: SHA256Function
    /// Artifacts by content: the same name gives the same model, whenever it is asked.
    var artifacts: any ArtifactStore
    /// Written beside decisions, never decided on.
    var wallTime: Timestamp
    /// The same, by a clock that only grows.
    var monotonicNanoseconds: UInt64 = 0

    /// The model of a version: from its artifact, or the stand-in of one that another server answers for.
    func model(of record: VersionRecord) throws(ArtifactError) -> any PublishedModel {
        if let remote = record.remote { return RemoteStandIn(remote) }
        return try artifacts.loadModel(record.model)
    }
}
