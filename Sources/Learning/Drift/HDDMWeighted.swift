/// HDDM with the W-test: a fading mean before the best cut against one after it, by McDiarmid's bound.
///
/// For errors from 0 to 1; only a rise is found. Indices as River's and MOA's.
///
/// Source: Frías-Blanco et al., "Online and Non-Parametric Drift Detection Methods Based on Hoeffding's Bounds", IEEE TKDE
/// 27(3), 2015.
package struct HDDMWeighted: DriftDetector {
    package static let savedName = "hddm-w"
    package static let savedVersion = 1

    /// A fading mean with the sum of its squared weights.
    private struct Fading: Hashable, Codable, Sendable {
        var mean: Double?
        var squaredWeights = 1.0

        mutating func add(_ value: Double, _ share: Double) {
            mean = mean.map { share * value + (1 - share) * $0 } ?? value
            squaredWeights = share * share + (1 - share) * (1 - share) * squaredWeights
        }
    }

    private struct Run: Hashable, Codable, Sendable {
        var values = SplitMean()
        var whole = Fading()
        var before = Fading()
        var after = Fading()
        var lowest = Double.infinity
    }

    private let driftConfidence: Double
    private let warningConfidence: Double
    private let share: Double
    private var run = Run()
    private var hasEnded = false
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - driftConfidence: Probability of a false change, 0–1.
    ///   - warningConfidence: Probability of a false warning, 0–1.
    ///   - share: Weight of the newest value in the fading means, 0–1.
    package init(driftConfidence: Double = 0.001, warningConfidence: Double = 0.005, share: Double = 0.05) {
        self.driftConfidence = driftConfidence
        self.warningConfidence = warningConfidence
        self.share = share
    }

    package var mean: Double? { run.values.mean }
    package var width: Int { run.values.count }

    /// - Complexity: O(1)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkShare(value)
        if hasEnded { run = Run() }
        run.values.add(value)
        run.whole.add(value, share)
        let upper = (run.whole.mean ?? value) + Self.bound(run.whole.squaredWeights, driftConfidence)
        if upper < run.lowest {
            run.lowest = upper
            run.before = run.whole
            run.after = Fading()
            run.values.mark()
        } else {
            run.after.add(value, share)
        }
        hasEnded = rises(driftConfidence)
        if hasEnded {
            change = run.values.change ?? change
            return .drift
        }
        return rises(warningConfidence) ? .warning : .none
    }

    private func rises(_ confidence: Double) -> Bool {
        guard let before = run.before.mean, let after = run.after.mean else { return false }
        return after - before > Self.bound(run.before.squaredWeights + run.after.squaredWeights, confidence)
    }

    private static func bound(_ squaredWeights: Double, _ confidence: Double) -> Double {
        (squaredWeights * Elementary.log(1 / confidence) / 2).squareRoot()
    }
}
