/// Adaptive windowing: a window over a stream that shrinks where two parts of it have different means.
///
///     var detector = ADWIN(delta: 0.002)
///     try detector.update(error)      // .drift where the mean changed
///
/// The window is kept in an exponential histogram: O(log width) memory and time. Parameters and indices as in River: the
/// value after a change begins a new window, so one change raises once. (MOA's goes on raising while its window shrinks.)
///
/// Source: Bifet, Gavaldà, "Learning from Time-Changing Data with Adaptive Windowing", SDM 2007.
package struct ADWIN: DriftDetector {
    package static let savedName = "adwin"
    package static let savedVersion = 1

    private let delta: Double
    private let clock: Int
    private let minimumWindow: Int
    private let gracePeriod: Int
    private let empty: ExponentialHistogram
    private var buckets: ExponentialHistogram
    private var total = 0.0
    private var varianceSum = 0.0
    private var widthCount = 0.0
    private var ticks = 0
    /// Means of what the newest change dropped and of what it kept.
    package private(set) var change: MeanChange?
    private var startsAgain = false

    /// - Parameters:
    ///   - delta: Confidence: the smaller, the fewer false alarms.
    ///   - clock: Values between two looks for a change.
    ///   - maximumBuckets: Buckets of one size that are kept before two are merged.
    ///   - minimumWindow: Values that each part needs.
    ///   - gracePeriod: Values before the first look.
    package init(
        delta: Double = 0.002, clock: Int = 32, maximumBuckets: Int = 5, minimumWindow: Int = 5, gracePeriod: Int = 10
    ) {
        self.delta = delta
        self.clock = clock
        self.minimumWindow = minimumWindow
        self.gracePeriod = gracePeriod
        empty = ExponentialHistogram(maximumBuckets: maximumBuckets)
        buckets = empty
    }

    /// Values in the window.
    package var width: Int { Int(widthCount) }

    /// Mean of the window; 0 while it is empty.
    package var estimate: Double { widthCount > 0 ? total / widthCount : 0 }

    package var mean: Double? { widthCount > 0 ? total / widthCount : nil }

    /// Variance of the window; 0 while it is empty.
    package var variance: Double { widthCount > 0 ? varianceSum / widthCount : 0 }

    package mutating func update(_ value: Double) throws(DetectorError) -> DriftSignal {
        try DetectorError.checkNumber(value)
        return observe(value)
    }

    /// Takes one finite value in and says whether the mean has changed.
    ///
    /// - Complexity: O(1), every `clock` values O(log width), and O(log² width) where the window shrinks
    package mutating func observe(_ value: Double) -> DriftSignal {
        if startsAgain { forget() }
        widthCount += 1
        if widthCount > 1 {
            let before = widthCount - 1
            let deviation = value - total / before
            varianceSum += before * deviation * deviation / widthCount
        }
        total += value
        buckets.append(value)
        ticks += 1
        guard ticks == clock else { return .none }
        ticks = 0
        guard width > gracePeriod else { return .none }
        startsAgain = shrink()
        return startsAgain ? .drift : .none
    }

    private mutating func forget() {
        buckets = empty
        total = 0
        varianceSum = 0
        widthCount = 0
        ticks = 0
        startsAgain = false
    }

    /// Drops the oldest buckets while some cut of the window has two different means.
    private mutating func shrink() -> Bool {
        let (countBefore, totalBefore) = (widthCount, total)
        while hasCut() { dropOldest() }
        let droppedCount = countBefore - widthCount
        guard droppedCount > 0 else { return false }
        change = MeanChange(before: (totalBefore - total) / droppedCount, after: estimate)
        return true
    }

    private func hasCut() -> Bool {
        let confidence = Elementary.log(2 * Elementary.log(widthCount) / delta)
        let bound = CutBound(minimum: Double(minimumWindow), variance: variance, confidence: confidence)
        let least = Double(minimumWindow)
        var oldCount = 0.0
        var oldTotal = 0.0
        return buckets.contains { size, sum in
            oldCount += size
            oldTotal += sum
            let newCount = widthCount - oldCount
            guard oldCount >= least, newCount >= least else { return false }
            return bound.isCut(oldTotal, oldCount, total - oldTotal, newCount)
        }
    }

    private mutating func dropOldest() {
        let (size, dropped, variance) = buckets.removeOldest()
        widthCount -= size
        total -= dropped
        let deviation = dropped / size - total / widthCount
        varianceSum -= variance + size * widthCount * deviation * deviation / (size + widthCount)
    }
}
