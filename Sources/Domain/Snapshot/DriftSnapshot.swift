/// How far one column, the output or the confidence is from its reference.
package struct DriftSnapshot: Hashable, Codable, Sendable {
    package var name: String
    /// Population stability index of the newest window.
    package var stability: Double
    package var limit: Double
    /// Earlier values, oldest first.
    package var history: [Double]
    /// Share of missing values in the newest window, 0–1.
    package var missingShare: Double
    /// Share of the newest rows kept out by the column's range, set or type, 0–1.
    package var outOfRangeShare: Double
    /// Share of the reference and of the newest window in each bin; the last bin is `missing`.
    package var reference: [Double]
    package var current: [Double]

    package init(
        name: String, stability: Double, limit: Double, history: [Double], missingShare: Double,
        outOfRangeShare: Double = 0, reference: [Double], current: [Double]
    ) {
        self.name = name
        self.stability = stability
        self.limit = limit
        self.history = history
        self.missingShare = missingShare
        self.outOfRangeShare = outOfRangeShare
        self.reference = reference
        self.current = current
    }
}
