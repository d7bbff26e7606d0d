package import Domain

/// A traffic plane outside with what stands behind it: a server for each version, which the engine asks for.
package struct TrafficPlane: Sendable {
    package var router: any TrafficRouter
    /// Where the engine itself answers, for versions whose server does not yet.
    package var engine: TrafficAddress
    /// Where a version's server answers.
    package var address: @Sendable (PipelineName, ModelVersion) -> TrafficAddress
    /// Starts a version's server where none runs; returns at once.
    package var launch: @Sendable (PipelineName, ModelVersion) -> Void

    package init(
        router: any TrafficRouter, engine: TrafficAddress,
        address: @escaping @Sendable (PipelineName, ModelVersion) -> TrafficAddress,
        launch: @escaping @Sendable (PipelineName, ModelVersion) -> Void
    ) {
        self.router = router
        self.engine = engine
        self.address = address
        self.launch = launch
    }
}
