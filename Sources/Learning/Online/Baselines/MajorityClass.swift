/// Answers with the class that it was shown most, and with the classes' shares so far.
package struct MajorityClass: ProbabilisticClassifier {
    package static let savedName = "majority-class"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    /// Weight of each class.
    private var counts: [Double]

    /// - Parameters:
    ///   - layout: The features, which it checks and does not use.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    package init(layout: FeatureLayout, classCount: Int = 0) {
        self.layout = layout
        counts = Array(repeating: 0, count: classCount)
    }

    /// The most frequent class, the lowest of several; 0 before the first example.
    ///
    /// - Complexity: O(features + classes)
    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try layout.check(features)
        return counts.placeOfLargest
    }

    /// The classes' shares; even before the first example, and empty where no class is known.
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        let sum = counts.reduce(0, +)
        return sum > 0 ? counts.map { $0 / sum } : counts.map { _ in 1 / Double(counts.count) }
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        if target >= counts.count { counts += Array(repeating: 0, count: target + 1 - counts.count) }
        counts[target] += weight
    }
}
