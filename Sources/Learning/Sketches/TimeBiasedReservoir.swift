import Domain

/// A random sample of a stream that prefers the newest elements: each weighs e^(−rate·age).
///
///     var recent = try TimeBiasedReservoir<Int>(capacity: 100, rate: 0.01, seed: 1)
///     try recent.add(17, at: 12.5)
///
/// An element's age is known only relative to others, so its key is fixed when it comes, in logarithms, and never changes;
/// elements may come out of order, and a merge is a sample of both streams by the same law. That and a capacity free of
/// the rate are why it is not Aggarwal's reservoir ("On biased reservoir sampling", VLDB 2006), whose bias it has.
///
/// Source: Cormode et al., "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE 2009.
package struct TimeBiasedReservoir<Element: Hashable & Codable & Sendable>: Sketch {
    package static var savedName: String { "time-biased-reservoir" }
    package static var savedVersion: Int { 1 }

    private let rate: Double
    private var sample: SmallestKeys<Element>
    private var generator: SeededGenerator
    private var newest = 0.0

    /// - Parameters:
    ///   - capacity: Elements that are held, at least 1.
    ///   - rate: Per unit of time, above 0; the weight halves every 0.693 ÷ rate.
    ///   - seed: Of the draws; sketches that are to be merged need different ones.
    /// - Throws: ``SketchError`` for a capacity or a rate outside its range.
    package init(capacity: Int, rate: Double, seed: UInt64) throws(SketchError) {
        try SketchError.check("the capacity", capacity, in: 1...1_000_000_000)
        guard rate.isFinite, rate > 0 else { throw .rate(rate) }
        self.rate = rate
        sample = SmallestKeys(capacity: capacity)
        generator = SeededGenerator(seed: seed)
    }

    /// The sample, in no order that means anything.
    package var elements: [Element] { sample.elements }

    /// Takes one element in, one unit of time after the newest.
    ///
    /// - Throws: ``SketchError/value(name:_:)`` where the time would pass all numbers.
    package mutating func add(_ element: Element) throws(SketchError) {
        try add(element, at: newest + 1)
    }

    /// Takes one element in.
    ///
    /// - Parameters:
    ///   - element: Any value.
    ///   - time: In the unit of the rate, from any origin; it may be before that of earlier elements.
    /// - Throws: ``SketchError/value(name:_:)`` where the time is not finite.
    /// - Complexity: O(log capacity)
    package mutating func add(_ element: Element, at time: Double) throws(SketchError) {
        guard time.isFinite, (time * rate).isFinite else { throw .value(name: "the time", time) }
        newest = max(newest, time)
        sample.insert(element, key: Elementary.log(generator.exponential()) - rate * time)
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.sample.capacity == sample.capacity else {
            throw .otherSettings(sample.capacity, other.sample.capacity)
        }
        guard other.rate == rate else { throw .otherRates(rate, other.rate) }
        sample.formUnion(other.sample)
        newest = max(newest, other.newest)
    }
}
