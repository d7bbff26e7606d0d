import Domain

/// The Kolmogorov–Smirnov window: the newest values against as many drawn at random from those before them.
///
/// Any change of the distribution is found, not only of the mean. The draw is seeded, so that the indices are this
/// program's own; delay and false alarms are those of River's.
///
/// Source: Raab, Heusinger, Schleif, "Reactive Soft Prototype Computing for Concept Drift Streams", Neurocomputing 416, 2020.
package struct KSWIN: DriftDetector {
    package static let savedName = "kswin"
    package static let savedVersion = 1

    /// Least distance of the two distributions, whatever its significance.
    private static let leastDistance = 0.1

    private let alpha: Double
    private let window: Int
    private let sample: Int
    private var values: [Double] = []
    private var generator: SeededGenerator
    private var endedWith: [Double]?
    package private(set) var change: MeanChange?

    /// - Parameters:
    ///   - alpha: Significance of a change, 0–1.
    ///   - window: Values that are kept.
    ///   - sample: Newest values that are compared, at most half of the window.
    ///   - seed: Decides which of the older values are drawn.
    package init(alpha: Double = 0.005, window: Int = 100, sample: Int = 30, seed: UInt64 = 1) {
        precondition(sample >= 1 && 2 * sample <= window, "KSWIN needs a window of at least two samples of \(sample)")
        self.alpha = alpha
        self.window = window
        self.sample = sample
        generator = SeededGenerator(seed: seed)
    }

    package var mean: Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }
    package var width: Int { values.count }

    /// - Complexity: O(window + sample · log sample)
    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkNumber(value)
        if let kept = endedWith {
            values = kept
            endedWith = nil
        }
        values.append(value)
        if values.count > window { values.removeFirst() }
        guard values.count == window else { return .none }
        let newest = values.suffix(sample)
        let older = draw()
        let distance = Self.distance(older.sorted(), newest.sorted())
        guard distance > Self.leastDistance, Self.significance(distance, count: sample) <= alpha else { return .none }
        endedWith = Array(newest)
        change = MeanChange(
            before: older.reduce(0, +) / Double(sample), after: newest.reduce(0, +) / Double(sample))
        return .drift
    }

    private mutating func draw() -> [Double] {
        var older = Array(values.dropLast(sample))
        for index in 0..<sample { older.swapAt(index, index + generator.index(below: older.count - index)) }
        return Array(older[..<sample])
    }

    /// The greatest difference of two distribution functions of equally many sorted values.
    static func distance(_ first: [Double], _ second: [Double]) -> Double {
        var (i, j, greatest) = (0, 0, 0)
        while i < first.count, j < second.count {
            let value = min(first[i], second[j])
            while i < first.count, first[i] == value { i += 1 }
            while j < second.count, second[j] == value { j += 1 }
            greatest = max(greatest, abs(i - j))
        }
        return Double(greatest) / Double(first.count)
    }

    /// The exact probability of such a distance between two samples of `count` values each.
    ///
    /// Source: Gnedenko, Korolyuk, 1951: 2 Σ (−1)ᵏ⁺¹ C(2n, n − kh) ÷ C(2n, n), h = n · distance.
    static func significance(_ distance: Double, count: Int) -> Double {
        let step = Int((distance * Double(count)).rounded())
        guard step > 0 else { return 1 }
        var sum = 0.0
        var sign = 1.0
        for shift in stride(from: step, through: count, by: step) {
            // C(2n, n − s) ÷ C(2n, n), a product of shares below 1.
            var ratio = 1.0
            for index in 0..<shift { ratio *= Double(count - index) / Double(count + shift - index) }
            sum += sign * ratio
            sign = -sign
        }
        return min(1, 2 * sum)
    }
}
