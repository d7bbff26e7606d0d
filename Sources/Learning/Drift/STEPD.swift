/// The statistical test of equal proportions: the newest answers against all before them.
///
/// For errors of 0 and 1 (any share counts as that much of an error); rises and falls are found. Indices as MOA's, but for
/// a difference below the correction for continuity: here it is none, there its magnitude counts, so that MOA's raises
/// after a lone error long ago.
///
/// Source: Nishida, Yamauchi, "Detecting Concept Drift Using Statistical Testing", Discovery Science 2007.
package struct STEPD: DriftDetector {
    package static let savedName = "stepd"
    package static let savedVersion = 1

    private let window: Int
    private let driftAlpha: Double
    private let warningAlpha: Double
    /// The newest errors; oldest first from `head` on.
    private var recent: [Double] = []
    private var head = 0
    private var olderCount = 0.0
    private var olderSum = 0.0
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - window: How many answers are the newest.
    ///   - driftAlpha: Significance of a change, 0–1.
    ///   - warningAlpha: Significance of a warning, 0–1.
    package init(window: Int = 30, driftAlpha: Double = 0.003, warningAlpha: Double = 0.05) {
        self.window = window
        self.driftAlpha = driftAlpha
        self.warningAlpha = warningAlpha
    }

    package var mean: Double? { width > 0 ? (olderSum + recent.reduce(0, +)) / Double(width) : nil }
    package var width: Int { Int(olderCount) + recent.count }

    /// - Complexity: O(window)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if hasEnded { begin() }
        if recent.count < window {
            recent.append(value)
        } else {
            olderCount += 1
            olderSum += recent[head]
            recent[head] = value
            head = (head + 1) % window
        }
        guard Int(olderCount) >= window else { return .none }
        let (older, newer) = (olderSum / olderCount, recent.reduce(0, +) / Double(window))
        let p = significance(older, newer)
        hasEnded = p < driftAlpha
        if hasEnded {
            change = MeanChange(before: older, after: newer)
            return .drift
        }
        return p < warningAlpha ? .warning : .none
    }

    private mutating func begin() {
        recent = []
        head = 0
        olderCount = 0
        olderSum = 0
        hasEnded = false
    }

    /// Two-sided, with the continuity correction.
    private func significance(_ older: Double, _ newer: Double) -> Double {
        let inverse = 1 / olderCount + 1 / Double(window)
        let pooled = (olderSum + newer * Double(window)) / (olderCount + Double(window))
        let deviation = (pooled * (1 - pooled) * inverse).squareRoot()
        guard deviation > 0 else { return 1 }
        let z = max(0, (newer - older).magnitude - inverse / 2) / deviation
        return 2 * NormalShare.below(-z, mean: 0, variance: 1)
    }
}
