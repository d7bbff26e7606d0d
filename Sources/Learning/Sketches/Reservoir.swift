import Domain

/// A random sample of a stream, in which each element's chance follows its weight.
///
///     var sample = try Reservoir<Int>(capacity: 100, seed: 1)
///     try sample.add(17)
///     sample.elements
///
/// With equal weights it is a uniform sample without replacement. Each element draws an exponential key of the rate of its
/// weight and the smallest keys stay; instead of drawing for all, the weight up to the next one that stays is drawn at
/// once. A merge is a sample of both streams by the same law.
///
/// Source: Efraimidis, Spirakis, "Weighted random sampling with a reservoir" (A-ExpJ), Information Processing Letters 97,
/// 2006.
package struct Reservoir<Element: Hashable & Codable & Sendable>: Sketch {
    package static var savedName: String { "reservoir" }
    package static var savedVersion: Int { 1 }

    private var sample: SmallestKeys<Element>
    private var generator: SeededGenerator
    /// Weight to pass over before the next element that stays; nil while there is room for all.
    private var skip: Double?

    /// - Parameters:
    ///   - capacity: Elements that are held, at least 1.
    ///   - seed: Of the draws; sketches that are to be merged need different ones.
    /// - Throws: ``SketchError/size(name:_:allowed:)``
    package init(capacity: Int, seed: UInt64) throws(SketchError) {
        try SketchError.check("the capacity", capacity, in: 1...1_000_000_000)
        sample = SmallestKeys(capacity: capacity)
        generator = SeededGenerator(seed: seed)
    }

    /// The sample, in random order.
    package var elements: [Element] { sample.elements }

    package mutating func add(_ element: Element) throws(SketchError) {
        try add(element, weight: 1)
    }

    /// Takes one element in that is drawn as often as its weight says; a weight of 0 is never drawn.
    ///
    /// - Throws: ``SketchError/weight(_:)`` where the weight is negative or not finite.
    /// - Complexity: O(1); O(log capacity) for the few that stay
    package mutating func add(_ element: Element, weight: Double) throws(SketchError) {
        guard weight.isFinite, weight >= 0 else { throw .weight(weight) }
        guard weight > 0 else { return }
        guard let skip, let threshold = sample.threshold else {
            sample.insert(element, key: generator.exponential() / weight)
            return drawSkip()
        }
        guard weight >= skip else {
            self.skip = skip - weight
            return
        }
        sample.insert(element, key: keyBelow(threshold, weight: weight))
        drawSkip()
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.sample.capacity == sample.capacity else {
            throw .otherSettings(sample.capacity, other.sample.capacity)
        }
        sample.formUnion(other.sample)
        drawSkip()
    }

    /// An exponential key of rate `weight`, given that it is below the threshold.
    private mutating func keyBelow(_ threshold: Double, weight: Double) -> Double {
        let share = 1 - Elementary.exp(-weight * threshold)
        let key = -Elementary.log(1 - generator.unitInterval() * share) / weight
        return min(key, threshold.nextDown)
    }

    private mutating func drawSkip() {
        skip = sample.threshold.map { generator.exponential() / $0 }
    }
}

extension SeededGenerator {
    /// A draw of the exponential distribution of mean 1, above 0.
    mutating func exponential() -> Double {
        -Elementary.log(max(unitInterval(), 0x1p-54))
    }
}
