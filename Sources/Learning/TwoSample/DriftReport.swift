/// Which columns of the current rows are distributed otherwise than those of the reference.
///
///     let report = try DriftReport(reference: before, current: now)
///     report.driftedColumns       // ["price"]
///
/// Measures and thresholds are Evidently's defaults. Of a reference of more than 1,000 rows, numbers are compared by the
/// normed Wasserstein distance, categories and numbers of at most five values by the Jensen–Shannon distance, drifted from
/// 0.1 on; of a smaller one by the p-values of Kolmogorov and Smirnov and of chi-square, drifted below 0.05. In one place it
/// differs: chi-square compares two samples here, where Evidently takes the reference's shares for known, and so cries
/// drift several times too often.
package struct DriftReport: Hashable, Codable, Sendable {
    /// In the order of the columns.
    package let columns: [ColumnShift]

    /// Compares two samples column by column.
    ///
    /// Missing numbers (NaN) are left out, on both sides.
    ///
    /// - Throws: ``DistanceError`` for other columns in the current sample, a column without a value, or infinity.
    /// - Complexity: O(rows × columns)
    package init(
        reference: [DriftColumn], current: [DriftColumn], settings: DriftReportSettings = DriftReportSettings()
    ) throws(DistanceError) {
        guard reference.map(\.name) == current.map(\.name) else {
            throw .columns(reference: reference.map(\.name), current: current.map(\.name))
        }
        var columns: [ColumnShift] = []
        var sort = DoubleSort()
        for (before, now) in zip(reference, current) {
            columns.append(try ColumnShift(before, now, settings, using: &sort))
        }
        self.columns = Self.adjusted(columns, settings.adjustment)
    }

    package var driftedColumns: [String] { columns.filter(\.isDrifted).map(\.column) }

    /// The share of drifted columns; nil without columns.
    package var driftedShare: Double? {
        columns.isEmpty ? nil : Double(driftedColumns.count) / Double(columns.count)
    }

    /// P-values are adjusted together; distances have none.
    private static func adjusted(
        _ columns: [ColumnShift], _ adjustment: DriftReportSettings.Adjustment
    ) -> [ColumnShift] {
        let tested = columns.indices.filter { columns[$0].measure.isPValue }
        let pValues = tested.map { columns[$0].value }
        let adjusted: [Double]
        do {
            adjusted =
                switch adjustment {
                case .none: pValues
                case .benjaminiHochberg: try PValueAdjustment.benjaminiHochberg(pValues)
                case .holm: try PValueAdjustment.holm(pValues)
                }
        } catch {
            preconditionFailure("a test gave a p-value outside 0 to 1: \(error)")
        }
        var columns = columns
        for (index, value) in zip(tested, adjusted) { columns[index].value = value }
        return columns
    }
}
