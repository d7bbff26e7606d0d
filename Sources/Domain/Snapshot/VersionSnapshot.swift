/// The version that serves.
package struct VersionSnapshot: Hashable, Codable, Sendable {
    package var version: ModelVersion
    /// The recipe in short words; `last label` for the baseline.
    package var summary: String
    package var updates: UpdateMode
    /// Stream time since which it serves.
    package var since: Timestamp
    package var trainedRows: Int
    /// Set for ever once a person let it past a gate that it failed.
    package var unverified: Waiver?

    package init(
        version: ModelVersion, summary: String, updates: UpdateMode, since: Timestamp, trainedRows: Int,
        unverified: Waiver? = nil
    ) {
        self.version = version
        self.summary = summary
        self.updates = updates
        self.since = since
        self.trainedRows = trainedRows
        self.unverified = unverified
    }
}
