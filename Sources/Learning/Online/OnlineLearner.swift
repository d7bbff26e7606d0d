/// A learner that takes one example at a time and answers at any moment.
///
///     var tree = HoeffdingTree(layout: layout, settings: .init())
///     try tree.learn(features, target: 1, weight: 1)
///     try tree.predict(features)
///
/// A learner is a value: a copy goes its own way, the same seed and examples give the same state, and what
/// ``SavedState`` writes goes on exactly where it was. A missing feature is NaN. What every learner keeps to is in the
/// conformance suite of the tests.
package protocol OnlineLearner: Saved, Hashable {
    /// A class index, or a number.
    associatedtype Target: Sendable

    /// The answer for one example; it changes nothing.
    ///
    /// Before the first example it is class 0, or the number 0.
    ///
    /// - Throws: ``ExampleError`` where the features are not of the learner's layout.
    func predict(_ features: [Double]) throws(ExampleError) -> Target

    /// Learns one example.
    ///
    /// - Parameters:
    ///   - features: One number a feature of the layout; NaN where missing.
    ///   - target: A class index, which may be a class not seen before; or a finite number.
    ///   - weight: How many examples it counts for; 0 changes nothing.
    /// - Throws: ``ExampleError`` where the example cannot be learned; the learner is then as before.
    mutating func learn(_ features: [Double], target: Target, weight: Double) throws(ExampleError)
}

/// A classifier that says how sure it is.
package protocol ProbabilisticClassifier: OnlineLearner where Target == Int {
    /// One share a class known so far, declared or seen; they sum to 1.
    ///
    /// - Throws: ``ExampleError`` where the features are not of the learner's layout.
    func probabilities(_ features: [Double]) throws(ExampleError) -> [Double]
}
