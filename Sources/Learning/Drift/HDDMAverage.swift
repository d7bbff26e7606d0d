/// HDDM with the A-test: the mean of all values against that up to the best cut, by Hoeffding's bound.
///
/// For errors from 0 to 1; only a rise is found. Cut and test use the bounds as River does, one-sided; MOA's two-sided test
/// raises at the same indices on the golden streams.
///
/// Source: Frías-Blanco et al., "Online and Non-Parametric Drift Detection Methods Based on Hoeffding's Bounds", IEEE TKDE
/// 27(3), 2015.
package struct HDDMAverage: DriftDetector {
    package static let savedName = "hddm-a"
    package static let savedVersion = 1

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var mean = 0.0
        var cutCount = 0.0
        var cutMean = 0.0
    }

    private let driftConfidence: Double
    private let warningConfidence: Double
    private var run = Run()
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - driftConfidence: Probability of a false change, 0–1.
    ///   - warningConfidence: Probability of a false warning, 0–1.
    package init(driftConfidence: Double = 0.001, warningConfidence: Double = 0.005) {
        self.driftConfidence = driftConfidence
        self.warningConfidence = warningConfidence
    }

    package var mean: Double? { run.values.mean }
    package var width: Int { run.values.count }

    /// - Complexity: O(1)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if hasEnded { run = Run() }
        run.values.add(value)
        let count = Double(run.values.count)
        run.mean += (value - run.mean) / count
        if run.cutCount == 0 || run.cutMean + bound(run.cutCount) >= run.mean + bound(count) {
            run.cutCount = count
            run.cutMean = run.mean
            run.values.mark()
        }
        hasEnded = rises(driftConfidence)
        if hasEnded {
            change = run.values.change ?? change
            return .drift
        }
        return rises(warningConfidence) ? .warning : .none
    }

    private func bound(_ count: Double) -> Double {
        (Elementary.log(1 / driftConfidence) / (2 * count)).squareRoot()
    }

    private func rises(_ confidence: Double) -> Bool {
        let count = Double(run.values.count)
        guard run.cutCount < count else { return false }
        let share = (count - run.cutCount) / run.cutCount / count
        return run.mean - run.cutMean >= (share / 2 * Elementary.log(2 / confidence)).squareRoot()
    }
}
