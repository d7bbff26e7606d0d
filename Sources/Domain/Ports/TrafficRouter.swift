/// A traffic plane outside the engine that shares a pipeline's requests out among processes: Envoy, a mesh, a gateway.
///
/// It asks no more than an Istio VirtualService or a Gateway API HTTPRoute can do too, weights and a read-back; what one
/// can do beyond that stands in its abilities.
package protocol TrafficRouter: Sendable {
    var abilities: TrafficAbilities { get }

    /// Hands a split over; one that is older than the newest handed over is ignored.
    ///
    /// - Throws: ``TrafficError`` where the plane cannot be told; it goes on with the split before.
    func set(_ split: TrafficSplit) async throws(TrafficError)

    /// What the plane itself says of a pipeline's traffic.
    ///
    /// - Throws: ``TrafficError`` where it cannot be asked.
    func reading(of pipeline: PipelineName) async throws(TrafficError) -> TrafficReading
}

/// What a traffic plane can do.
package struct TrafficAbilities: Hashable, Sendable {
    package enum Stickiness: Hashable, Sendable {
        /// Each request is drawn anew.
        case none
        /// A unit stays where it is while weights stay; when they change, some move back.
        case steady
        /// A unit that is once on the candidate stays there while the candidate's weight grows.
        case monotone
    }

    package var stickiness: Stickiness
    /// The smallest share that can be set, in ten-thousandths.
    package var finestShare: Int

    package init(stickiness: Stickiness, finestShare: Int) {
        self.stickiness = stickiness
        self.finestShare = finestShare
    }
}

/// What a traffic plane says of one pipeline.
package struct TrafficReading: Hashable, Sendable {
    /// Number of the split that holds; nil where none does yet.
    package var generation: Int64?
    /// Requests that were sent to each version by its weight since the plane began; what testers asked for does not count.
    package var requests: [ModelVersion: Int64]

    package init(generation: Int64?, requests: [ModelVersion: Int64]) {
        self.generation = generation
        self.requests = requests
    }
}

/// A traffic plane that cannot be told or asked: what, where, how to mend it.
package struct TrafficError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
