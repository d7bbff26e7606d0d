/// The drift detection method: the error rate against the lowest that it had, in standard deviations.
///
/// For errors from 0 to 1; only a rise is found. Indices as River's and MOA's.
///
/// Source: Gama, Medas, Castillo, Rodrigues, "Learning with Drift Detection", SBIA 2004.
package struct DDM: DriftDetector {
    package static let savedName = "ddm"
    package static let savedVersion = 1

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var rate = 0.0
        var lowestRate = 0.0
        var lowestDeviation = 0.0
        var lowest = Double.infinity
    }

    private let least: Int
    private let warningLevel: Double
    private let driftLevel: Double
    private var run = Run()
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - least: Values before the first look.
    ///   - warningLevel: Standard deviations above the lowest rate that warn.
    ///   - driftLevel: Standard deviations above the lowest rate that are a change.
    package init(least: Int = 30, warningLevel: Double = 2, driftLevel: Double = 3) {
        self.least = least
        self.warningLevel = warningLevel
        self.driftLevel = driftLevel
    }

    package var mean: Double? { run.values.mean }
    package var width: Int { run.values.count }

    /// - Complexity: O(1)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if hasEnded {
            run = Run()
            hasEnded = false
        }
        run.values.add(value)
        let count = Double(run.values.count)
        run.rate += (value - run.rate) / count
        let deviation = max(0, run.rate * (1 - run.rate) / count).squareRoot()
        guard run.values.count > least else { return .none }
        if run.rate + deviation <= run.lowest {
            run.lowestRate = run.rate
            run.lowestDeviation = deviation
            run.lowest = run.rate + deviation
            run.values.mark()
        }
        let level = run.rate + deviation
        hasEnded = level > run.lowestRate + driftLevel * run.lowestDeviation
        if hasEnded {
            change = run.values.change ?? change
            return .drift
        }
        return level > run.lowestRate + warningLevel * run.lowestDeviation ? .warning : .none
    }
}
