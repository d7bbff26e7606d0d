/// A class that came out, the class that was predicted, and the class that no change would have predicted.
package struct LabelPair: Hashable, Codable, Sendable {
    package let truth: Int
    package let predicted: Int
    package let noChange: Int?

    /// - Parameters:
    ///   - truth: The class index that came out; it may be one not seen before.
    ///   - predicted: The class index that was predicted.
    ///   - noChange: The last label known at prediction time; without it the pair does not count for kappa-T.
    /// - Throws: ``MetricError/label(name:_:)`` where one of them is no class index.
    package init(truth: Int, predicted: Int, noChange: Int? = nil) throws(MetricError) {
        for (name, label) in [("the truth", truth), ("the prediction", predicted), ("no change", noChange ?? 0)] {
            guard label >= 0, label < FeatureLayout.mostClasses else { throw .label(name: name, label) }
        }
        self.truth = truth
        self.predicted = predicted
        self.noChange = noChange
    }
}
