import Domain

/// What a fold may ask of the outside: nothing in it decides by time or chance of its own.
struct FoldContext: Sendable {
    var sha256: SHA256Function
    /// Artifacts by content: the same name gives the same model, whenever it is asked.
    var artifacts: any ArtifactStore
    /// Written beside decisions, never decided on.
    var wallTime: Timestamp
}
