package import Domain

/// The question before a version loses its traffic; the target is fixed when it opens.
package struct RollBackCard: Hashable, Sendable {
    package var pipeline: PipelineName
    package var candidate: ModelVersion
    package var champion: ModelVersion
}
