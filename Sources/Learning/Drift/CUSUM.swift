/// The cumulative sum test: how far the values have run above their mean since they were last at it.
///
/// Only a rise is found. Indices as MOA's.
///
/// Source: Page, "Continuous Inspection Schemes", Biometrika 41, 1954.
package struct CUSUM: DriftDetector {
    package static let savedName = "cusum"
    package static let savedVersion = 1

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var mean = 0.0
        var sum = 0.0
    }

    private let least: Int
    private let delta: Double
    private let threshold: Double
    private var run = Run()
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - least: Values before the first alarm.
    ///   - delta: A move of the mean that does not matter, in the values' unit.
    ///   - threshold: Sum above which the mean has risen.
    package init(least: Int = 30, delta: Double = 0.005, threshold: Double = 50) {
        self.least = least
        self.delta = delta
        self.threshold = threshold
    }

    package var mean: Double? { run.values.mean }
    package var width: Int { run.values.count }

    /// - Complexity: O(1)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkNumber(value)
        if hasEnded { run = Run() }
        run.values.add(value)
        run.mean += (value - run.mean) / Double(run.values.count)
        run.sum = max(0, run.sum + value - run.mean - delta)
        if run.sum == 0 { run.values.mark() }
        hasEnded = run.values.count + 1 >= least && run.sum > threshold
        guard hasEnded else { return .none }
        change = run.values.change ?? change
        return .drift
    }
}
