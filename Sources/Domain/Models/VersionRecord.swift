/// A version of a pipeline's model: the recipe, where it came from and what it was trained on.
package struct VersionRecord: Hashable, Codable, Sendable {
    package var version: ModelVersion
    package var specification: TrialSpecification
    /// The recipe in short words for the screen.
    package var summary: String
    package var model: ContentDigest
    package var dataset: ContentDigest
    package var trainedRows: Int
    /// Time of the newest event it was trained on.
    package var trainedThrough: Timestamp
    package var search: Int
    package var createdAt: Timestamp
    /// Id of the newest event that its training may have seen; nil in a record of an older store, as the next.
    package var lastEvent: Int64?
    /// Size of its artifact.
    package var bytes: Int?
    /// By which its probabilities were refitted before it got traffic; nil where they were left as they are.
    package var recalibration: Recalibration?
    /// Who answers where that is another server: then there is no artifact, and the recipe is the file's initial one.
    package var remote: RemoteModel?
    /// Set for ever once a person let it past a gate that it failed.
    package var unverified: Waiver?

    /// The recipe as it is shown beside the version; a version that failed a gate says so wherever it is named.
    package var words: String { unverified == nil ? summary : "unverified: \(summary)" }

    package init(
        version: ModelVersion, specification: TrialSpecification, summary: String, model: ContentDigest,
        dataset: ContentDigest, trainedRows: Int, trainedThrough: Timestamp, search: Int, createdAt: Timestamp,
        lastEvent: Int64? = nil, bytes: Int? = nil
    ) {
        self.version = version
        self.specification = specification
        self.summary = summary
        self.model = model
        self.dataset = dataset
        self.trainedRows = trainedRows
        self.trainedThrough = trainedThrough
        self.search = search
        self.createdAt = createdAt
        self.lastEvent = lastEvent
        self.bytes = bytes
    }
}
