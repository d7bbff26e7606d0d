/// A histogram whose bins follow the stream: they are many where values are many.
///
///     var amounts = try AdaptiveHistogram(size: 64)
///     try amounts.add(12.5)
///     amounts.share(atMost: 20)
///
/// Each value is a bin of its own until there are more than `size`; then the two nearest become one at their mean. Between
/// two bins the values are taken to lie on a line from one count to the other. No error bound is known for all
/// streams: for 64 bins on smooth distributions the share is off by less than 0.02, merged or not.
///
/// Source: Ben-Haim, Tom-Tov, "A Streaming Parallel Decision Tree Algorithm", JMLR 11, 2010.
package struct AdaptiveHistogram: Sketch {
    package static let savedName = "adaptive-histogram"
    package static let savedVersion = 1
    private static let sizes = 2...65_536

    /// Values near one another, as one.
    package struct Bin: Hashable, Codable, Sendable {
        package fileprivate(set) var centre: Double
        package fileprivate(set) var count: Double
    }

    package let size: Int
    /// By ascending centre.
    package private(set) var bins: [Bin] = []
    /// Values seen.
    package private(set) var count = 0.0
    private var least = Double.infinity
    private var greatest = -Double.infinity

    /// - Parameter size: Bins that are held, from 2 to 65,536.
    /// - Throws: ``SketchError/size(name:_:allowed:)``
    package init(size: Int) throws(SketchError) {
        try SketchError.check("the size", size, in: Self.sizes)
        self.size = size
    }

    /// Takes one value in.
    ///
    /// - Throws: ``SketchError/value(name:_:)`` where it is not finite.
    /// - Complexity: O(size)
    package mutating func add(_ value: Double) throws(SketchError) {
        guard value.isFinite else { throw .value(name: "the value", value) }
        count += 1
        least = min(least, value)
        greatest = max(greatest, value)
        let place = firstBin(atOrAbove: value)
        if place < bins.count, bins[place].centre == value {
            bins[place].count += 1
        } else {
            bins.insert(Bin(centre: value, count: 1), at: place)
            joinNearest()
        }
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.size == size else { throw .otherSettings(size, other.size) }
        bins = (bins + other.bins).sorted { $0.centre < $1.centre }
        count += other.count
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
        joinNearest()
    }

    /// About what share of the values are at most this; nil while nothing was seen.
    ///
    /// - Complexity: O(size)
    package func share(atMost value: Double) -> Double? {
        guard count > 0 else { return nil }
        if value < least { return 0 }
        if value >= greatest { return 1 }
        let ends = [Bin(centre: least, count: 0)] + bins + [Bin(centre: greatest, count: 0)]
        var below = 0.0
        for (left, right) in zip(ends, ends.dropFirst()) {
            guard right.centre <= value else {
                let place = (value - left.centre) / (right.centre - left.centre)
                let atValue = left.count + (right.count - left.count) * place
                return (below + (left.count + atValue) / 2 * place) / count
            }
            below += (left.count + right.count) / 2
        }
        return 1
    }

    private func firstBin(atOrAbove value: Double) -> Int {
        var (low, high) = (0, bins.count)
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].centre < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func joinNearest() {
        while bins.count > size {
            var (nearest, gap) = (0, Double.infinity)
            for index in 0..<bins.count - 1 where bins[index + 1].centre - bins[index].centre < gap {
                (nearest, gap) = (index, bins[index + 1].centre - bins[index].centre)
            }
            let (left, right) = (bins[nearest], bins[nearest + 1])
            let total = left.count + right.count
            let centre = left.centre * (left.count / total) + right.centre * (right.count / total)
            bins[nearest] = Bin(centre: min(max(centre, left.centre), right.centre), count: total)
            bins.remove(at: nearest + 1)
        }
    }
}
