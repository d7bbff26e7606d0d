/// The mean absolute error to expect of rows without labels, and whether to believe it.
package struct EstimatedError: Hashable, Codable, Sendable {
    package let rows: Int
    package let value: Double
    /// Standard deviation of the realised mean around the estimate: the labels' chance and the reference's.
    package let deviation: Double
    package let trust: EstimatedPerformance.Trust
}
