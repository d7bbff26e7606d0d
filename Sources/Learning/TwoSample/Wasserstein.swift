/// The earth mover's distance between two samples of numbers: the area between their distribution functions.
///
///     try Wasserstein.distance(from: [0, 1], to: [2, 3])      // 2
///
/// It has the unit of the values, and equals SciPy's `wasserstein_distance`; the normed form has no unit.
package enum Wasserstein {
    /// What the normed distance divides by at least, as in Evidently.
    private static let leastDeviation = 0.001

    /// The distance.
    ///
    /// - Throws: ``DistanceError`` for an empty sample, NaN or infinity, or a range beyond the largest number.
    /// - Complexity: O(n + m) for values that spread, O((n + m) log(n + m)) at worst; see ``DistributionGap``.
    package static func distance(from reference: [Double], to current: [Double]) throws(DistanceError) -> Double {
        try DistanceError.check(reference, .reference)
        try DistanceError.check(current, .current)
        return try DistributionGap.area(reference, current)
    }

    /// The distance in standard deviations of the reference (as a whole population, and at least 0.001).
    ///
    /// - Throws: ``DistanceError`` as ``distance(from:to:)``.
    package static func normedDistance(from reference: [Double], to current: [Double]) throws(DistanceError) -> Double {
        let distance = try distance(from: reference, to: current)
        return distance / max(deviation(reference), leastDeviation)
    }

    /// In two passes, with four sums side by side so that no addition waits for the one before.
    private static func deviation(_ values: [Double]) -> Double {
        let count = Double(values.count)
        let mean = lanes(values) { $0 } / count
        return (lanes(values) { ($0 - mean) * ($0 - mean) } / count).squareRoot()
    }

    private static func lanes(_ values: [Double], _ term: (SIMD4<Double>) -> SIMD4<Double>) -> Double {
        var sums = SIMD4<Double>()
        let span = values.span
        var place = 0
        while place + 4 <= span.count {
            sums += term(SIMD4(span[place], span[place + 1], span[place + 2], span[place + 3]))
            place += 4
        }
        var sum = sums.sum()
        for rest in place..<span.count { sum += term(SIMD4(repeating: span[rest]))[0] }
        return sum
    }
}
