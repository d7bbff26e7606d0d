/// The row rules and the batch verdict of a pipeline.
package struct ValidationDefinition: Hashable, Codable, Sendable {
    /// Columns (or the time column) that together name a row; a second row with the same values is a duplicate.
    ///
    /// Empty: no row is a duplicate.
    package var keyColumns: [String]
    /// How far a row's time may lie before the newest one seen.
    package var lateness: TimeSpan
    /// Rows that make one batch for the batch verdict.
    package var batchRows: Int
    /// Quarantined share of a batch above which it is blocked, 0–1.
    package var quarantineShare: Double
    /// Missing share of a batch's feature cells above which it is blocked, 0–1.
    package var missingShare: Double
    /// Shortest and longest stream time that a full batch may span; nil: no volume rule.
    package var batchSpan: ClosedRange<TimeSpan>?

    package init(
        keyColumns: [String] = [], lateness: TimeSpan = .zero, batchRows: Int = 100, quarantineShare: Double = 0.2,
        missingShare: Double = 0.5, batchSpan: ClosedRange<TimeSpan>? = nil
    ) {
        self.keyColumns = keyColumns
        self.lateness = lateness
        self.batchRows = batchRows
        self.quarantineShare = quarantineShare
        self.missingShare = missingShare
        self.batchSpan = batchSpan
    }
}
