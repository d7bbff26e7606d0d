package import Domain

/// The question before a search is ended.
package struct StopSearchCard: Hashable, Sendable {
    package var pipeline: PipelineName
    package var search: Int
}
