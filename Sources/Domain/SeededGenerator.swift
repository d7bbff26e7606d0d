/// A repeatable random number generator: the same seed gives the same numbers on every machine.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Hashable, Codable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number drawn evenly from 0 up to, not including, 1, with 53 random bits.
    package mutating func unitInterval() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number drawn evenly from 0 up to, not including, `bound`.
    ///
    /// - Precondition: `bound` is above 0.
    package mutating func index(below bound: Int) -> Int {
        precondition(bound > 0, "SeededGenerator.index(below:) needs a bound above 0, got \(bound)")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
