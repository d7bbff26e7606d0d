/// When a column of a ``DriftReport`` counts as drifted; the defaults are Evidently's.
package struct DriftReportSettings: Hashable, Codable, Sendable {
    package enum Adjustment: String, Hashable, Codable, Sendable, CaseIterable {
        case none
        /// Of the columns called drifted by a p-value, at most the significance's share is expected not to be.
        case benjaminiHochberg
        /// The chance of calling any column drifted that is not is at most the significance.
        case holm
    }

    /// Up to so many reference rows columns are tested; with more, any change is significant, and its size is measured.
    package var mostRowsToTest: Int
    /// A p-value below it is drift, from 0 to 1.
    package var significance: Double
    /// A distance from it on is drift.
    package var distance: Double
    /// How p-values allow for the number of columns.
    package var adjustment: Adjustment

    package init(
        mostRowsToTest: Int = 1_000, significance: Double = 0.05, distance: Double = 0.1, adjustment: Adjustment = .none
    ) {
        self.mostRowsToTest = mostRowsToTest
        self.significance = significance
        self.distance = distance
        self.adjustment = adjustment
    }
}
