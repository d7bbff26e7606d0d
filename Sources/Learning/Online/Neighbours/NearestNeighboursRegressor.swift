/// Answers with the mean target of the nearest examples in a window of the newest.
package struct NearestNeighboursRegressor: OnlineLearner {
    package static let savedName = "nearest-neighbours-regressor"
    package static let savedVersion = 1

    private var window: NeighbourWindow

    /// - Parameters:
    ///   - layout: The features.
    ///   - settings: Its neighbours and window.
    /// - Precondition: The window and the neighbours are at least 1.
    package init(layout: FeatureLayout, settings: NeighbourSettings = NeighbourSettings()) {
        window = NeighbourWindow(layout: layout, settings: settings)
    }

    /// The mean of the neighbours' targets by their votes; 0 before the first example.
    ///
    /// - Complexity: O(window × features)
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try window.layout.check(features)
        return window.votes(on: features).reduce(0) { $0 + $1.target * $1.share }
    }

    package mutating func learn(_ features: [Double], target: Double, weight: Double) throws(ExampleError) {
        try window.layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        window.add(features, target: target, weight: weight)
    }
}
