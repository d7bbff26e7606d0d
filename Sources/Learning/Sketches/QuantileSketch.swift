import Domain

/// Quantiles and ranks of a stream of numbers, to within a known error of rank.
///
///     var latencies = try QuantileSketch(size: 200, seed: 1)
///     try latencies.add(12.5)
///     latencies.quantile(0.99)
///
/// Level h holds values that stand for 2ʰ each. A level that is full is sorted, and every second value, from the first or
/// the second by a coin, goes one level up. A rank is off by less than ``rankError`` in 99 of 100 sketches, also after
/// any merges; the least and the greatest value are exact.
///
/// Source: Karnin, Lang, Liberty, "Optimal Quantile Approximation in Streams", FOCS 2016; the error's constant as measured
/// for the DataSketches library.
package struct QuantileSketch: Sketch {
    package static let savedName = "quantile-sketch"
    package static let savedVersion = 1
    private static let sizes = 8...65_535
    private static let leastLevel = 8

    package let size: Int
    private var generator: SeededGenerator
    private var levels: [[Double]] = [[]]
    /// Values seen.
    package private(set) var count = 0
    package private(set) var minimum: Double?
    package private(set) var maximum: Double?

    /// - Parameters:
    ///   - size: Values of the largest level, from 8 to 65,535; about three times as many are held.
    ///   - seed: Of the coins.
    /// - Throws: ``SketchError/size(name:_:allowed:)``
    package init(size: Int = 200, seed: UInt64) throws(SketchError) {
        try SketchError.check("the size", size, in: Self.sizes)
        self.size = size
        generator = SeededGenerator(seed: seed)
    }

    /// The share of the stream by which a rank is off, at most, in 99 of 100 sketches: 0.019 for a size of 200.
    package var rankError: Double { 2.296 / Elementary.exp(0.9021 * Elementary.log(Double(size))) }

    /// Values held.
    package var storedCount: Int { levels.reduce(0) { $0 + $1.count } }

    /// Takes one value in.
    ///
    /// - Throws: ``SketchError/value(name:_:)`` where it is not finite.
    /// - Complexity: O(log size) amortised
    package mutating func add(_ value: Double) throws(SketchError) {
        guard value.isFinite else { throw .value(name: "the value", value) }
        levels[0].append(value)
        count += 1
        minimum = Swift.min(minimum ?? value, value)
        maximum = Swift.max(maximum ?? value, value)
        if levels[0].count >= capacity(0) { compress() }
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.size == size else { throw .otherSettings(size, other.size) }
        guard let least = other.minimum, let greatest = other.maximum else { return }
        while levels.count < other.levels.count { levels.append([]) }
        for level in other.levels.indices { levels[level] += other.levels[level] }
        count += other.count
        minimum = Swift.min(minimum ?? least, least)
        maximum = Swift.max(maximum ?? greatest, greatest)
        compress()
    }

    /// The value below or at which a share of the stream lies.
    ///
    /// - Parameter share: From 0, the least value, to 1, the greatest.
    /// - Returns: nil while nothing was seen and for a share outside 0…1.
    /// - Complexity: O(size · log size)
    package func quantile(_ share: Double) -> Double? {
        guard count > 0, share >= 0, share <= 1 else { return nil }
        if share == 0 { return minimum }
        let weighted = sortedWithWeights()
        let target = share * Double(count)
        var below = 0.0
        for (value, weight) in weighted {
            below += weight
            if below >= target { return share == 1 ? maximum : value }
        }
        return maximum
    }

    /// The share of the stream that is at most `value`; nil while nothing was seen.
    ///
    /// - Complexity: O(size)
    package func rank(of value: Double) -> Double? {
        guard count > 0 else { return nil }
        let below = levels.enumerated().reduce(0.0) { sum, level in
            sum + Double(level.element.count { $0 <= value }) * Double(1 << level.offset)
        }
        return below / Double(count)
    }

    private func sortedWithWeights() -> [(Double, Double)] {
        levels.enumerated().flatMap { level in level.element.map { ($0, Double(1 << level.offset)) } }
            .sorted { $0.0 < $1.0 }
    }

    /// Two thirds of the level above, the topmost has the full size.
    private func capacity(_ level: Int) -> Int {
        var capacity = Double(size)
        for _ in level..<levels.count - 1 { capacity = capacity * 2 / 3 }
        return Swift.max(Self.leastLevel, Int(capacity.rounded(.up)))
    }

    private mutating func compress() {
        var level = 0
        while level < levels.count {
            if levels[level].count >= capacity(level) { halve(level) }
            level += 1
        }
    }

    /// Sends every second value up; one of an odd number stays, so that the weights still sum to the count.
    private mutating func halve(_ level: Int) {
        if level + 1 == levels.count { levels.append([]) }
        var sorted = levels[level].sorted()
        let left = sorted.count % 2 == 1 ? [sorted.removeLast()] : []
        let first = Int(generator.next() >> 63)
        levels[level + 1] += stride(from: first, to: sorted.count, by: 2).map { sorted[$0] }
        levels[level] = left
    }
}
