/// Answers with the class that it was shown last.
///
/// On a stream whose labels come in runs it is hard to beat; kappa-T measures against it.
package struct NoChange: ProbabilisticClassifier {
    package static let savedName = "no-change"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private var classCount: Int
    private var last = 0

    /// - Parameters:
    ///   - layout: The features, which it checks and does not use.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    package init(layout: FeatureLayout, classCount: Int = 0) {
        self.layout = layout
        self.classCount = classCount
    }

    /// The last class; 0 before the first example.
    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try layout.check(features)
        return last
    }

    /// 1 for the last class; empty where no class is known.
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        return (0..<classCount).map { $0 == last ? 1 : 0 }
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        last = target
        classCount = max(classCount, target + 1)
    }
}
