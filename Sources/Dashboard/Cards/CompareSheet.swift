package import Domain

/// Marked runs side by side.
package struct CompareSheet: Hashable, Sendable {
    package var pipeline: PipelineName
    /// In the order in which they were marked.
    package var runs: [FoundRun]
    package internal(set) var scroll = 0
    /// The first run that is shown where there is no room for all.
    package internal(set) var first = 0
}
