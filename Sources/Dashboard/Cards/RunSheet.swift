package import Domain

/// One run in full.
package struct RunSheet: Hashable, Sendable {
    package var pipeline: PipelineName
    package var found: FoundRun
    /// Nil until the history has told it.
    package internal(set) var lineage: RunLineage?
    package internal(set) var scroll = 0

    init(pipeline: PipelineName, found: FoundRun) {
        self.pipeline = pipeline
        self.found = found
    }
}
