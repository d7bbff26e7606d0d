/// Weighted sums over examples, from which a family of metrics follows.
///
/// The sums themselves count since the start. ``Windowed`` and ``Fading`` hold the same sums over the newest examples,
/// so that each metric's formula stands once.
package protocol MetricSums: Hashable, Codable, Sendable {
    /// What one event adds, checked where it was made.
    associatedtype Example: Hashable, Codable, Sendable

    /// Adds the example `weight` times; a negative weight takes an earlier one back out.
    mutating func accumulate(_ example: Example, weight: Double)

    /// Multiplies every sum by `factor`; no metric changes by it.
    mutating func scale(by factor: Double)
}

extension MetricSums {
    /// Counts one example in, as often as its weight says; a weight of 0 changes nothing.
    ///
    /// - Throws: ``MetricError/weight(_:)`` where the weight is negative or not finite.
    package mutating func add(_ example: Example, weight: Double = 1) throws(MetricError) {
        try MetricWeight.check(weight)
        if weight > 0 { accumulate(example, weight: weight) }
    }
}

/// The one rule for weights of examples.
enum MetricWeight {
    static func check(_ weight: Double) throws(MetricError) {
        guard weight.isFinite, weight >= 0 else { throw .weight(weight) }
    }
}
