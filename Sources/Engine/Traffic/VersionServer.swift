package import Domain
import Foundation

/// One version of a pipeline in a process of its own: it answers as the engine would, and keeps its predictions until the
/// engine has them.
package final class VersionServer: PredictionService {
    package let pipeline: PipelineName
    package let version: ModelVersion
    private let router: PredictionRouter
    private let lane: ServingLane
    private let artifacts: any ArtifactStore

    /// - Parameters:
    ///   - pipeline: Whose.
    ///   - version: Which.
    ///   - artifacts: Where its model is.
    ///   - sha256: The system's SHA-256.
    ///   - now: Wall time.
    package init(
        pipeline: PipelineName, version: ModelVersion, artifacts: any ArtifactStore,
        sha256: @escaping SHA256Function, now: @escaping @Sendable () -> Timestamp
    ) {
        self.pipeline = pipeline
        self.version = version
        self.artifacts = artifacts
        router = PredictionRouter(
            slot: PredictionNumber.slot(of: version), sha256: sha256, now: now, wake: {})
        lane = router.opened(pipeline)
    }

    /// Takes over what the engine says of the version.
    ///
    /// - Throws: ``ArtifactError`` where the model cannot be loaded, or the state is another program's.
    package func adopt(_ text: String) throws(ArtifactError) {
        let state: VersionState
        do {
            state = try JSONDecoder().decode(VersionState.self, from: Data(text.utf8))
        } catch {
            throw ArtifactError("the engine's word on \(version) cannot be read: \(error); run both from one program")
        }
        lane.publish(try state.table(from: artifacts, after: lane.table), definition: state.definition)
    }

    /// The oldest predictions that the engine has not.
    package func unsent(_ limit: Int) -> [SourceRow] { lane.waiting(limit) }

    /// The engine has so many of the oldest.
    package func sent(_ count: Int) { lane.forget(count) }

    package var dropped: Int { lane.dropped }

    /// Values of a row; 1 before the pipeline is known.
    package var width: Int { max(1, lane.model?.columns.count ?? 1) }

    // MARK: PredictionService

    package func models() -> [ServedModel] { [model(pipeline)].compactMap(\.self) }

    package func model(_ name: PipelineName) -> ServedModel? {
        name == pipeline ? lane.model : nil
    }

    package func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal> {
        router.predict(request)
    }

    package func answer(_ request: PredictionRequest) async -> Result<[ServedPrediction], PredictionRefusal> {
        router.predict(request, mayWait: true)
    }

    /// Labels go to the engine, which has the predictions of all versions.
    package func take(_ feedback: [Feedback], for model: PipelineName) async -> [FeedbackReply] {
        feedback.map { _ in .notRecorded("this is the server of \(version) alone: tell the engine") }
    }

    package func take(_ observations: [Observation], for model: PipelineName) async -> [ObservationReply] {
        observations.map { _ in .notExternal("\(model) is served here, by \(version)") }
    }

    package func droppedRecords() -> [(pipeline: PipelineName, count: Int)] { [(pipeline, lane.dropped)] }
}
