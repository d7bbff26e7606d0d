/// A metric expected of rows without labels, with the band in which the one with labels should lie.
package struct EstimatedMetric: Hashable, Codable, Sendable {
    package let value: Double
    /// Standard deviation of the realised metric around the estimate: the labels' chance and the calibration's.
    package let deviation: Double

    /// Two standard deviations on each side, about 95 %, within 0...1.
    package var band: ClosedRange<Double> {
        max(0, value - 2 * deviation)...min(1, value + 2 * deviation)
    }
}
