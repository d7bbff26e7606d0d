/// Adaptive windowing: a window over a stream that shrinks where two parts of it have different means.
///
///     var detector = ADWIN(delta: 0.002)
///     detector.update(error)      // .drift where the mean changed
///
/// The window is kept in exponential histograms: O(log width) memory and time. Parameters and indices as in River: the
/// value after a change begins a new window, so one change raises once.
///
/// Source: Bifet, Gavaldà, "Learning from Time-Changing Data with Adaptive Windowing", SDM 2007.
package struct ADWIN: Hashable, Codable, Sendable {
    /// Buckets of 2ᵏ values each, oldest first.
    private struct Row: Hashable, Codable, Sendable {
        var totals: [Double] = []
        var variances: [Double] = []
    }

    private let delta: Double
    private let clock: Int
    private let maximumBuckets: Int
    private let minimumWindow: Int
    private let gracePeriod: Int
    private var rows = [Row()]
    private var total = 0.0
    private var varianceSum = 0.0
    private var widthCount = 0.0
    private var ticks = 0
    /// Means of what the newest change dropped and of what it kept.
    package private(set) var change: Change?
    private var startsAgain = false

    package struct Change: Hashable, Codable, Sendable {
        package let before: Double
        package let after: Double
    }

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
        self.maximumBuckets = maximumBuckets
        self.minimumWindow = minimumWindow
        self.gracePeriod = gracePeriod
    }

    /// Values in the window.
    package var width: Int { Int(widthCount) }

    /// Mean of the window; 0 while it is empty.
    package var estimate: Double { widthCount > 0 ? total / widthCount : 0 }

    /// Variance of the window.
    package var variance: Double { widthCount > 0 ? varianceSum / widthCount : 0 }

    /// Takes one value in and says whether the mean has changed.
    ///
    /// - Complexity: O(log width), and O(log² width) where the window shrinks
    package mutating func update(_ value: Double) -> DriftSignal {
        if startsAgain { forget() }
        insert(value)
        ticks += 1
        guard ticks % clock == 0, width > gracePeriod else { return .none }
        startsAgain = shrink()
        return startsAgain ? .drift : .none
    }

    private mutating func forget() {
        rows = [Row()]
        total = 0
        varianceSum = 0
        widthCount = 0
        ticks = 0
        startsAgain = false
    }

    private mutating func insert(_ value: Double) {
        rows[0].totals.append(value)
        rows[0].variances.append(0)
        widthCount += 1
        if widthCount > 1 {
            let before = widthCount - 1
            let deviation = value - total / before
            varianceSum += before * deviation * deviation / widthCount
        }
        total += value
        compress()
    }

    private mutating func compress() {
        var level = 0
        while level < rows.count, rows[level].totals.count > maximumBuckets {
            if level + 1 == rows.count { rows.append(Row()) }
            let size = Double(1 << level)
            let (first, second) = (rows[level].totals[0], rows[level].totals[1])
            let deviation = first / size - second / size
            let merged =
                rows[level].variances[0] + rows[level].variances[1] + size * size * deviation * deviation / (2 * size)
            rows[level + 1].totals.append(first + second)
            rows[level + 1].variances.append(merged)
            rows[level].totals.removeFirst(2)
            rows[level].variances.removeFirst(2)
            level += 1
        }
    }

    /// Drops the oldest buckets while some cut of the window has two different means.
    private mutating func shrink() -> Bool {
        let (countBefore, totalBefore) = (widthCount, total)
        while hasCut() { dropOldest() }
        let droppedCount = countBefore - widthCount
        guard droppedCount > 0 else { return false }
        change = Change(before: (totalBefore - total) / droppedCount, after: estimate)
        return true
    }

    private func hasCut() -> Bool {
        var oldCount = 0.0
        var oldTotal = 0.0
        for level in rows.indices.reversed() {
            let size = Double(1 << level)
            for index in rows[level].totals.indices {
                let isLast = level == 0 && index == rows[level].totals.count - 1
                if isLast { return false }
                oldCount += size
                oldTotal += rows[level].totals[index]
                let newCount = widthCount - oldCount
                guard newCount >= Double(minimumWindow), oldCount >= Double(minimumWindow) else { continue }
                let (before, after) = (oldTotal / oldCount, (total - oldTotal) / newCount)
                if isChange(before - after, oldCount, newCount) { return true }
            }
        }
        return false
    }

    private func isChange(_ difference: Double, _ oldCount: Double, _ newCount: Double) -> Bool {
        let confidence = Elementary.log(2 * Elementary.log(widthCount) / delta)
        let minimum = Double(minimumWindow)
        let harmonic = 1 / (oldCount - minimum + 1) + 1 / (newCount - minimum + 1)
        let bound = (2 * harmonic * variance * confidence).squareRoot() + 2.0 / 3 * confidence * harmonic
        return difference.magnitude > bound
    }

    private mutating func dropOldest() {
        let level = rows.count - 1
        let size = Double(1 << level)
        let dropped = rows[level].totals[0]
        widthCount -= size
        total -= dropped
        let deviation = dropped / size - total / widthCount
        varianceSum -= rows[level].variances[0] + size * widthCount * deviation * deviation / (size + widthCount)
        rows[level].totals.removeFirst()
        rows[level].variances.removeFirst()
        while rows.count > 1, rows[rows.count - 1].totals.isEmpty { rows.removeLast() }
    }
}
