/// Answers with the classes of the nearest examples in a window of the newest.
///
/// Source: Cover, Hart, "Nearest Neighbor Pattern Classification", IEEE Transactions on Information Theory 13(1), 1967.
package struct NearestNeighboursClassifier: ProbabilisticClassifier {
    package static let savedName = "nearest-neighbours-classifier"
    package static let savedVersion = 1

    private var window: NeighbourWindow
    private var classCount: Int

    /// - Parameters:
    ///   - layout: The features.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    ///   - settings: Its neighbours and window.
    /// - Precondition: The window and the neighbours are at least 1.
    package init(layout: FeatureLayout, classCount: Int = 0, settings: NeighbourSettings = NeighbourSettings()) {
        window = NeighbourWindow(layout: layout, settings: settings)
        self.classCount = classCount
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try probabilities(features).placeOfLargest
    }

    /// The neighbours' votes; even before the first example, and empty where no class is known.
    ///
    /// - Complexity: O(window × features)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try window.layout.check(features)
        guard window.count > 0 else { return Array(repeating: 1 / Double(classCount), count: classCount) }
        var shares = Array(repeating: 0.0, count: classCount)
        for vote in window.votes(on: features) { shares[Int(vote.target)] += vote.share }
        // The votes were divided one by one, so that their sum may be a last place above 1.
        return shares.map { min($0, 1) }
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try window.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        classCount = max(classCount, target + 1)
        window.add(features, target: Double(target), weight: weight)
    }
}
