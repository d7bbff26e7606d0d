/// Page–Hinkley: a fading sum of how far the values lie from their mean, which runs away after the mean has moved.
///
/// Both directions are watched. Indices as River's; MOA's looks upwards only and does not forget its least sum.
///
/// Source: Page, "Continuous Inspection Schemes", Biometrika 41, 1954.
package struct PageHinkley: DriftDetector {
    package static let savedName = "page-hinkley"
    package static let savedVersion = 1

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var mean = 0.0
        var upwards = 0.0
        var downwards = 0.0
        var least = Double.infinity
        var greatest = -1.0
    }

    private let least: Int
    private let delta: Double
    private let threshold: Double
    private let fading: Double
    private var run = Run()
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - least: Values before the first alarm.
    ///   - delta: A move of the mean that does not matter, in the values' unit.
    ///   - threshold: Sum above which the mean has moved: the larger, the later and the rarer.
    ///   - fading: Share of the sum that is kept with each value.
    package init(least: Int = 30, delta: Double = 0.005, threshold: Double = 50, fading: Double = 0.9999) {
        self.least = least
        self.delta = delta
        self.threshold = threshold
        self.fading = fading
    }

    package var mean: Double? { run.values.mean }
    package var width: Int { run.values.count }

    /// - Complexity: O(1)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkNumber(value)
        if hasEnded { run = Run() }
        run.values.add(value)
        run.mean += (value - run.mean) / Double(run.values.count)
        let deviation = value - run.mean
        run.upwards = fading * run.upwards + deviation - delta
        run.downwards = fading * run.downwards + deviation + delta
        let rises = run.upwards - min(run.least, run.upwards)
        let falls = max(run.greatest, run.downwards) - run.downwards
        // The direction that is nearer to an alarm says where the change began.
        if rises == 0 && falls < threshold / 2 || falls == 0 && rises < threshold / 2 { run.values.mark() }
        run.least = min(run.least, run.upwards)
        run.greatest = max(run.greatest, run.downwards)
        hasEnded = run.values.count >= least && max(rises, falls) > threshold
        guard hasEnded else { return .none }
        change = run.values.change ?? change
        return .drift
    }
}
