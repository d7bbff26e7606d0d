/// Answers with the weighted mean of the newest targets.
package struct MovingAverage: OnlineLearner {
    package static let savedName = "moving-average"
    package static let savedVersion = 1

    private struct Entry: Hashable, Codable, Sendable {
        var target: Double
        var weight: Double
    }

    private let layout: FeatureLayout
    private let window: Int
    /// A ring: the oldest is at `place` once it is full.
    private var entries: [Entry] = []
    private var place = 0

    /// - Parameters:
    ///   - layout: The features, which it checks and does not use.
    ///   - window: Targets that it keeps, at least 1.
    /// - Precondition: `window` is at least 1.
    package init(layout: FeatureLayout, window: Int = 24) {
        precondition(window >= 1, "MovingAverage needs a window of at least 1, got \(window)")
        self.layout = layout
        self.window = window
    }

    /// The mean of the window; 0 before the first example.
    ///
    /// - Complexity: O(features + window), summed anew so that no rounding is left behind
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try layout.check(features)
        var (sum, weights) = (0.0, 0.0)
        for entry in entries {
            sum += entry.target * entry.weight
            weights += entry.weight
        }
        return weights > 0 ? sum / weights : 0
    }

    package mutating func learn(_ features: [Double], target: Double, weight: Double) throws(ExampleError) {
        try layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        let entry = Entry(target: target, weight: weight)
        if entries.count < window {
            entries.append(entry)
        } else {
            entries[place] = entry
            place = (place + 1) % window
        }
    }
}
