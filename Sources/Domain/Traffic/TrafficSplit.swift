/// Who answers a pipeline's requests in which shares, as a traffic plane outside the engine is told.
package struct TrafficSplit: Hashable, Sendable {
    /// A version with where it answers.
    package struct Backend: Hashable, Sendable {
        package var version: ModelVersion
        package var role: ServedModel.Role
        package var address: TrafficAddress
        /// Share of the requests, in ten-thousandths.
        package var weight: Int

        package init(version: ModelVersion, role: ServedModel.Role, address: TrafficAddress, weight: Int) {
            self.version = version
            self.role = role
            self.address = address
            self.weight = weight
        }
    }

    /// All weights of a split add up to this, so that a growing share moves nobody back.
    package static let whole = 10_000

    package var pipeline: PipelineName
    /// The candidate first: its units are the lowest buckets.
    package var backends: [Backend]
    /// Mixed with a unit's name before it is hashed: another rollout, other units first.
    package var salt: String
    /// Grows with each split of a pipeline; an older one never takes the place of a newer.
    package var generation: Int64

    /// - Precondition: The weights add up to ``whole``.
    package init(pipeline: PipelineName, backends: [Backend], salt: String, generation: Int64) {
        let sum = backends.reduce(0) { $0 + $1.weight }
        precondition(sum == Self.whole, "TrafficSplit.init: weights of \(pipeline) add up to \(sum)")
        self.pipeline = pipeline
        self.backends = backends
        self.salt = salt
        self.generation = generation
    }

    /// The same but for its number.
    package func isLike(_ other: TrafficSplit) -> Bool {
        pipeline == other.pipeline && backends == other.backends && salt == other.salt
    }
}

/// Where requests are answered.
package enum TrafficAddress: Hashable, Sendable {
    case host(String, port: Int)
    case socket(path: String)
}
