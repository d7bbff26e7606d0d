import Domain

/// What a model server needs to answer as the engine would: one version, its arm, and what features are made of.
struct VersionState: Codable, Sendable {
    var definition: PipelineDefinition
    var version: ModelVersion
    /// Names the model's content in the artifact store.
    var content: ContentDigest
    var learnedThrough: Int64
    var arm: PredictionRecord.Arm
    var rollout: Int?
    var assignment: TrafficAssignment
    var lags: LagMemory
    var memory: FeatureMemory
    var clock: Timestamp

    /// The table of a process that serves this version alone.
    ///
    /// - Throws: ``ArtifactError`` where the model cannot be loaded.
    func table(from artifacts: any ArtifactStore, after old: RoutingTable?) throws(ArtifactError) -> RoutingTable {
        let route: RoutingTable.Route
        if let served = old?.champion, served.version == version, served.learnedThrough == learnedThrough {
            route = served
        } else {
            route = RoutingTable.Route(
                version: version, model: try artifacts.loadModel(content), learnedThrough: learnedThrough)
        }
        return RoutingTable(
            definition: definition, champion: route, candidate: nil, previous: nil, weight: 0, rollout: rollout,
            assignment: assignment, lags: lags, memory: memory, clock: clock, mainArm: arm)
    }
}
