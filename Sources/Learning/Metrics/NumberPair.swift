/// A number that came out, the number that was predicted, and the number that no change would have predicted.
package struct NumberPair: Hashable, Codable, Sendable {
    package let truth: Double
    package let predicted: Double
    package let noChange: Double?

    /// - Parameters:
    ///   - truth: The number that came out.
    ///   - predicted: The number that was predicted.
    ///   - noChange: The last number known at prediction time; without it the pair does not count for MASE.
    /// - Throws: ``MetricError/number(name:_:)`` where one of them is not finite.
    package init(truth: Double, predicted: Double, noChange: Double? = nil) throws(MetricError) {
        for (name, number) in [("the truth", truth), ("the prediction", predicted), ("no change", noChange ?? 0)] {
            guard number.isFinite else { throw .number(name: name, number) }
        }
        self.truth = truth
        self.predicted = predicted
        self.noChange = noChange
    }
}
