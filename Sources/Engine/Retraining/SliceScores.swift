import Domain
import Learning

/// A search's trials side by side, slice by slice.
///
/// Slices differ in how hard they are, and not every trial has all of them. A trial's standing is therefore the mean, over
/// its slices, of its score less the median of all trials on that slice.
struct SliceScores {
    /// Trials that must have been at a slice before one is stopped there.
    private static let leastOthers = 3

    private let runs: [RunRecord]
    private let medians: [Int: Double]
    private let higherIsBetter: Bool

    init(_ runs: [RunRecord], higherIsBetter: Bool) {
        // A blend stands beside the trials: it shifts neither their median nor what they must reach.
        self.runs = runs.filter { ($0.state == .completed || $0.state == .stopped) && $0.kind != .ensemble }
        self.higherIsBetter = higherIsBetter
        var values: [Int: [Double]] = [:]
        for run in self.runs {
            for point in Self.curve(of: run) { values[point.slice, default: []].append(point.score.value) }
        }
        medians = values.mapValues(Self.median)
    }

    /// The loss that a sampler is told, lower is better; nil for a run without a score.
    func loss(of run: RunRecord) -> Double? {
        let curve = Self.curve(of: run)
        guard !curve.isEmpty else { return nil }
        let sum = curve.reduce(0) { $0 + $1.score.value - (medians[$1.slice] ?? 0) }
        let mean = sum / Double(curve.count)
        return higherIsBetter ? -mean : mean
    }

    /// The score on the newest slice; nil for a run without one.
    static func newest(of run: RunRecord) -> Double? { curve(of: run).first { $0.slice == 0 }?.score.value }

    /// The running mean at which a trial goes on after each slice but the last; nil where too few have been there.
    ///
    /// The worker is told the bars with its trial, so that no decision depends on who ends first.
    ///
    /// - Parameters:
    ///   - stopping: The rule.
    ///   - slices: How many there are.
    /// - Returns: One bar a slice.
    func bars(_ stopping: SearchStrategy.Stopping, slices: Int) -> [Double?] {
        let losses = (0..<slices).map { slice in means(slice).map { higherIsBetter ? -$0 : $0 } }
        return losses.enumerated().map { slice, losses in
            guard slice < slices - 1, losses.count >= Self.leastOthers, let bar = bar(stopping, losses) else {
                return nil
            }
            return higherIsBetter ? -bar : bar
        }
    }

    /// Each trial's mean over its slices up to this one.
    private func means(_ slice: Int) -> [Double] {
        runs.compactMap { run in
            let curve = Self.curve(of: run)
            return curve.count > slice ? Array(curve.prefix(slice + 1)).estimate?.value : nil
        }
    }

    private func bar(_ stopping: SearchStrategy.Stopping, _ losses: [Double]) -> Double? {
        switch stopping {
        case .none: return nil
        case .median:
            guard var rule = try? MedianStopping(leastOthers: Self.leastOthers) else { return nil }
            for (trial, loss) in losses.enumerated() { _ = rule.decide(trial: trial, rung: 0, score: loss) }
            return rule.bar(at: 0)
        case .halving:
            guard var rule = try? SuccessiveHalving(least: 1, most: 3) else { return nil }
            for (trial, loss) in losses.enumerated() { _ = rule.decide(trial: trial, rung: 0, score: loss) }
            return rule.bar(at: 0)
        }
    }

    private static func curve(of run: RunRecord) -> [CurvePoint] {
        if let curve = run.tracking?.curve, !curve.isEmpty { return curve }
        return run.score.map { [CurvePoint(slice: 0, score: $0, trainedRows: run.trainedRows)] } ?? []
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
