/// Where a pipeline's rows and labels come from.
package protocol EventSource: Sendable {
    /// Reads on: at most `rows` rows, none with a time after `limit`, each preceded by the labels known before it.
    ///
    /// - Throws: ``SourceError`` where the source cannot be read; the position does not move then.
    mutating func next(rows: Int, until limit: Timestamp?) throws(SourceError) -> SourceBatch
}

/// A source that cannot be read: what, where, how to mend it.
package struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
