import Domain

/// A search's trials side by side, slice by slice.
///
/// Slices differ in how hard they are, and not every trial has all of them. A trial's standing is therefore the mean, over
/// its slices, of its score less the median of all trials on that slice.
struct SliceScores {
    private let runs: [RunRecord]
    private let medians: [Int: Double]
    private let higherIsBetter: Bool

    init(_ runs: [RunRecord], higherIsBetter: Bool) {
        self.runs = runs.filter { $0.state == .completed || $0.state == .stopped }
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

    /// The running mean at which a trial goes on after each slice but the last; nil where too few have been there.
    ///
    /// - Parameters:
    ///   - stopping: The rule.
    ///   - slices: How many there are.
    /// - Returns: One bar a slice.
    func bars(_ stopping: SearchStrategy.Stopping, slices: Int) -> [Double?] {
        (0..<slices).map { slice in
            guard stopping != .none, slice < slices - 1 else { return nil }
            let means = runs.compactMap { run -> Double? in
                let curve = Self.curve(of: run)
                guard curve.count > slice else { return nil }
                return Array(curve.prefix(slice + 1)).estimate?.value
            }
            guard means.count >= 3 else { return nil }
            let sorted = means.sorted { higherIsBetter ? $0 > $1 : $0 < $1 }
            return stopping == .median ? Self.median(sorted) : sorted[(sorted.count - 1) / 3]
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
