/// Datasets and models as immutable content named by its SHA-256.
package protocol ArtifactStore: Sendable {
    /// Writes the labelled events as a dataset file where it is not there yet.
    ///
    /// - Throws: ``ArtifactError`` where it cannot be written.
    func saveDataset(_ events: [LabelledEvent], columns: [Column]) throws(ArtifactError) -> ContentDigest

    /// Loads a dataset and checks that its content has the name's digest.
    ///
    /// - Throws: ``ArtifactError`` where it is gone, damaged or of an unknown format.
    func loadDataset(_ digest: ContentDigest) throws(ArtifactError) -> [LabelledEvent]

    /// Loads a model and checks that its content has the name's digest.
    ///
    /// - Throws: ``ArtifactError`` where it is gone, damaged or of an unknown format.
    func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel

    /// Writes what a live model has learned and gives it a name.
    ///
    /// - Throws: ``ArtifactError`` where it cannot be written.
    func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest
}

/// An artifact that cannot be written or read: what, where, how to mend it.
package struct ArtifactError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
    /// Whether there is no room left: with some it would go through.
    package var isDiskFull: Bool

    package init(_ description: String, isDiskFull: Bool = false) {
        self.description = description
        self.isDiskFull = isDiskFull
    }
}
