/// The early drift detection method: the distance between errors against the largest that it had.
///
/// For errors of 0 and 1 (any value above a half counts as one). Distances are learned from the first error on and looked
/// at after as many values as errors are asked for, as River does; MOA counts otherwise, so that its indices differ from
/// the second alarm on. On streams of rare errors it raises often.
///
/// Source: Baena-García et al., "Early Drift Detection Method", IWKDDS 2006.
package struct EDDM: DriftDetector {
    package static let savedName = "eddm"
    package static let savedVersion = 1

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var lastError = 0
        var distances = RunningMoments()
        var largest = -1.0
    }

    private let least: Int
    private let warningLevel: Double
    private let driftLevel: Double
    private var run = Run()
    private var hasEnded = false
    private var isWarning = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - least: Errors, and values, before the first look.
    ///   - warningLevel: Share of the largest distance below which it warns, 0–1.
    ///   - driftLevel: Share of the largest distance below which it is a change, 0–1.
    package init(least: Int = 30, warningLevel: Double = 0.95, driftLevel: Double = 0.9) {
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
            isWarning = false
        }
        run.values.add(value)
        if value > 0.5 { noteError() }
        if hasEnded {
            change = run.values.change ?? change
            return .drift
        }
        return isWarning ? .warning : .none
    }

    private mutating func noteError() {
        run.distances.add(Double(run.values.count - run.lastError))
        run.lastError = run.values.count
        guard run.values.count > least else { return }
        let spread = run.distances.mean + 2 * run.distances.sampleVariance.squareRoot()
        if spread > run.largest {
            run.largest = spread
            run.values.mark()
        } else if run.distances.count > Double(least) {
            let level = spread / run.largest
            hasEnded = level < driftLevel
            isWarning = !hasEnded && level < warningLevel
        }
    }
}
