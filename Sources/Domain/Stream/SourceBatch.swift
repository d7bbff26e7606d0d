/// Some items of a source with the position after them.
package struct SourceBatch: Sendable {
    package var items: [SourceItem]
    /// Where to go on after these items; commits with them.
    package var position: SourcePosition
    /// No complete row waits now; more may be appended later.
    package var reachedEnd: Bool

    package init(items: [SourceItem], position: SourcePosition, reachedEnd: Bool) {
        self.items = items
        self.position = position
        self.reachedEnd = reachedEnd
    }
}

/// An opaque place in a source, as text that the source itself reads back.
package struct SourcePosition: RawRepresentable, Hashable, Codable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}
