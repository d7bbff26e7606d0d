/// Which columns of the current rows are distributed otherwise than those of the reference.
///
///     let report = try DriftReport(reference: before, current: now)
///     report.driftedColumns       // ["price"]
///
/// Measures and thresholds are Evidently's defaults for more than 1,000 rows: numbers by the normed Wasserstein distance,
/// categories and numbers of at most five values by the Jensen–Shannon distance, drifted from 0.1 on. Below 1,000 rows
/// Evidently turns to p-values; this report keeps to the distances, which chance alone may lift there.
package struct DriftReport: Hashable, Codable, Sendable {
    /// Evidently's, for both distances.
    package static let standardThreshold = 0.1

    /// In the order of the columns.
    package let columns: [ColumnShift]

    /// Compares two samples column by column.
    ///
    /// Missing numbers (NaN) are left out, on both sides.
    ///
    /// - Throws: ``DistanceError`` for other columns in the current sample, a column without a value, or infinity.
    /// - Complexity: O(rows × columns) where numbers spread; see ``DistributionGap``.
    package init(
        reference: [DriftColumn], current: [DriftColumn], threshold: Double = standardThreshold
    ) throws(DistanceError) {
        guard reference.map(\.name) == current.map(\.name) else {
            throw .columns(reference: reference.map(\.name), current: current.map(\.name))
        }
        var columns: [ColumnShift] = []
        for (before, now) in zip(reference, current) {
            columns.append(try ColumnShift(before, now, threshold: threshold))
        }
        self.columns = columns
    }

    package var driftedColumns: [String] { columns.filter(\.isDrifted).map(\.column) }

    /// The share of drifted columns; nil without columns.
    package var driftedShare: Double? {
        columns.isEmpty ? nil : Double(driftedColumns.count) / Double(columns.count)
    }
}
