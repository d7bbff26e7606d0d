/// The items that come most often in a stream of texts.
///
///     var pages = try HeavyHitters(size: 100)
///     try pages.add("/home")
///     pages.top(3)
///
/// An item's count is between ``Hitter/atLeast`` and ``Hitter/atMost``, whose difference ``overlooked`` is never above the
/// stream's weight ÷ (size + 1): every item above that share is listed. Twice `size` counters are held; when there are
/// more, the count at place size + 1 is taken from all. Merging does the same and keeps the bound.
///
/// Source: Misra, Gries, "Finding repeated elements", 1982; Agarwal et al., "Mergeable Summaries", PODS 2012; Anderson et
/// al., "A High-Performance Algorithm for Identifying Frequent Items in Data Streams", IMC 2017.
package struct HeavyHitters: Sketch {
    package static let savedName = "heavy-hitters"
    package static let savedVersion = 1
    /// Bytes of an item, so that memory is bounded.
    package static let longestItem = 256
    private static let sizes = 1...1_000_000

    /// A text with the bounds of its count.
    package struct Hitter: Hashable, Sendable {
        package let item: String
        package let atLeast: Double
        package let atMost: Double
    }

    package let size: Int
    private var counts: [String: Double] = [:]
    /// What an item's count may have lost, and the most that an item not listed can have.
    package private(set) var overlooked = 0.0
    /// Weight of the whole stream.
    package private(set) var total = 0.0

    /// - Parameter size: Counters that are always kept, from 1 to 1,000,000.
    /// - Throws: ``SketchError/size(name:_:allowed:)``
    package init(size: Int) throws(SketchError) {
        try SketchError.check("the size", size, in: Self.sizes)
        self.size = size
    }

    /// Counters held.
    package var storedCount: Int { counts.count }

    /// - Throws: ``SketchError/tooLong(bytes:most:)``
    package mutating func add(_ item: String) throws(SketchError) {
        try add(item, weight: 1)
    }

    /// Takes one item in, as often as its weight says.
    ///
    /// - Throws: ``SketchError`` for an item that is too long and a weight that is negative or not finite.
    /// - Complexity: O(1) amortised
    package mutating func add(_ item: String, weight: Double) throws(SketchError) {
        guard weight.isFinite, weight >= 0 else { throw .weight(weight) }
        guard item.utf8.count <= Self.longestItem else {
            throw .tooLong(bytes: item.utf8.count, most: Self.longestItem)
        }
        guard weight > 0 else { return }
        counts[item, default: 0] += weight
        total += weight
        if counts.count > 2 * size { prune() }
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.size == size else { throw .otherSettings(size, other.size) }
        counts.merge(other.counts) { $0 + $1 }
        overlooked += other.overlooked
        total += other.total
        if counts.count > 2 * size { prune() }
    }

    /// The bounds of an item's count; an item not listed came at most ``overlooked`` times.
    package func count(of item: String) -> ClosedRange<Double> {
        let atLeast = counts[item] ?? 0
        return atLeast...atLeast + overlooked
    }

    /// The items with the highest counts, highest first, equal ones in the order of their text.
    package func top(_ limit: Int) -> [Hitter] {
        counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(max(0, limit))
            .map { Hitter(item: $0.key, atLeast: $0.value, atMost: $0.value + overlooked) }
    }

    /// Takes the count at place size + 1 from all; at least size + 1 counters pay it in full, whence the bound.
    private mutating func prune() {
        let taken = counts.values.sorted(by: >)[size]
        counts = counts.mapValues { $0 - taken }.filter { $0.value > 0 }
        overlooked += taken
    }
}
