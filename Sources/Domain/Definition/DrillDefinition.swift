/// A fault that the replay injects on purpose; whatever comes of it is labelled `drill`.
package struct DrillDefinition: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// A version trained on shuffled labels goes to the canary past the gates.
        case badCandidate = "bad-candidate"
    }

    package var kind: Kind
    /// The row at which it starts (or the first one after it at which no canary runs).
    package var row: Int64

    package init(kind: Kind, row: Int64) {
        self.kind = kind
        self.row = row
    }
}
