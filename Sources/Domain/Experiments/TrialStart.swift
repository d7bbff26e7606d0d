/// What a trial's training begins from.
package enum TrialStart: String, Hashable, Codable, Sendable, CaseIterable {
    /// From nothing.
    case scratch
    /// From the champion, with more trees on the whole window.
    case warm
    /// From the champion, on the rows since its training alone.
    case incremental
    /// An archived version as it is, without training.
    case recall
}

/// The model that a trial begins from.
package struct TrialBase: Hashable, Codable, Sendable {
    package var version: ModelVersion
    package var model: ContentDigest
    /// The newest event that it was trained on.
    package var lastEvent: Int64

    package init(version: ModelVersion, model: ContentDigest, lastEvent: Int64) {
        self.version = version
        self.model = model
        self.lastEvent = lastEvent
    }
}
