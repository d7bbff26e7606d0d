/// A file in the folder of datasets or of models.
package struct ArtifactFile: Hashable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case dataset = "datasets"
        case model = "models"
    }

    package var kind: Kind
    package var name: String
    package var bytes: Int64
    /// The content that the name promises; nil for what a kill left half written, and for what is not ours.
    package var digest: ContentDigest? { ContentDigest(hexadecimal: name) }
    /// Whether it is a file that was being written when its process was killed: a digest and six letters.
    package var isHalfWritten: Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].count == 6 && ContentDigest(hexadecimal: String(parts[0])) != nil
    }

    package init(kind: Kind, name: String, bytes: Int64) {
        self.kind = kind
        self.name = name
        self.bytes = bytes
    }
}
