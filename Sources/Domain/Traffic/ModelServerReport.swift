/// What a model server tells its engine each time: that it lives, and the newest predictions that the engine has not.
package struct ModelServerReport: Hashable, Codable, Sendable {
    package var pipeline: PipelineName
    package var version: ModelVersion
    package var process: Int32
    /// Whether it answers requests.
    package var isReady: Bool
    /// Names what it knows of its version; nil at first.
    package var knows: String?
    /// Predictions in the order of their numbers, each with what the caller was told.
    package var rows: [SourceRow]
    /// Predictions that found no room while the engine was away, since the server began.
    package var dropped: Int

    package init(
        pipeline: PipelineName, version: ModelVersion, process: Int32, isReady: Bool, knows: String?,
        rows: [SourceRow], dropped: Int
    ) {
        self.pipeline = pipeline
        self.version = version
        self.process = process
        self.isReady = isReady
        self.knows = knows
        self.rows = rows
        self.dropped = dropped
    }
}

/// An engine's answer to a model server, after the commit that holds its predictions.
package struct ModelServerOrder: Hashable, Codable, Sendable {
    package enum Standing: Hashable, Codable, Sendable {
        case wanted
        /// The version is not known yet, or its model cannot be loaded now: ask again.
        case unknown(String)
        /// Nobody will ask for the version any more: drain and end.
        case unwanted
    }

    package var standing: Standing
    /// How many of the report's rows are on the disk; the rest is to be told again.
    package var recorded: Int
    /// Names ``state``.
    package var name: String?
    /// What the server needs to answer, in the engine's own encoding; nil where it knows it already.
    package var state: String?

    package init(standing: Standing, recorded: Int, name: String? = nil, state: String? = nil) {
        self.standing = standing
        self.recorded = recorded
        self.name = name
        self.state = state
    }
}
