/// Answers with the target of one season ago: the same hour yesterday, the same day last week.
///
/// With a season of 1 it is the no-change forecast that MASE measures against.
package struct SeasonalNaive: OnlineLearner {
    package static let savedName = "seasonal-naive"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private let season: Int
    /// A ring: the target of one season ago is at `place` once it is full.
    private var targets: [Double] = []
    private var place = 0

    /// - Parameters:
    ///   - layout: The features, which it checks and does not use.
    ///   - season: Examples from one season to the next, at least 1.
    /// - Precondition: `season` is at least 1.
    package init(layout: FeatureLayout, season: Int = 1) {
        precondition(season >= 1, "SeasonalNaive needs a season of at least 1, got \(season)")
        self.layout = layout
        self.season = season
    }

    /// The target of one season ago; the newest one in the first season, 0 before the first example.
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try layout.check(features)
        return targets.count == season ? targets[place] : targets.last ?? 0
    }

    /// Takes the target as the season's next one, whatever its weight, unless that is 0.
    package mutating func learn(_ features: [Double], target: Double, weight: Double) throws(ExampleError) {
        try layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        if targets.count < season {
            targets.append(target)
        } else {
            targets[place] = target
            place = (place + 1) % season
        }
    }
}
