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
    /// - Complexity: O(n + m); see ``DoubleSort``.
    package static func distance(from reference: [Double], to current: [Double]) throws(DistanceError) -> Double {
        var sort = DoubleSort()
        return try distance(from: reference, to: current, using: &sort)
    }

    /// The distance in standard deviations of the reference (as a whole population, and at least 0.001).
    ///
    /// - Throws: ``DistanceError`` as ``distance(from:to:)``.
    package static func normedDistance(from reference: [Double], to current: [Double]) throws(DistanceError) -> Double {
        var sort = DoubleSort()
        return try normedDistance(from: reference, to: current, using: &sort)
    }

    /// The normed distance, sorted in memory that the caller keeps.
    static func normedDistance(
        from reference: [Double], to current: [Double], using sort: inout DoubleSort
    ) throws(DistanceError) -> Double {
        let distance = try distance(from: reference, to: current, using: &sort)
        return distance / max(deviation(reference), leastDeviation)
    }

    private static func distance(
        from reference: [Double], to current: [Double], using sort: inout DoubleSort
    ) throws(DistanceError) -> Double {
        try DistanceError.check(reference, .reference)
        try DistanceError.check(current, .current)
        let (first, second) = (sort.sorted(reference), sort.sorted(current))
        let (low, high) = (min(first[0], second[0]), max(first[first.count - 1], second[second.count - 1]))
        guard (high - low).isFinite else { throw .tooWide }
        return first.count == second.count ? meanGap(first, second) : area(first, second)
    }

    /// The mean of the differences of values at the same rank, which is the area where both samples are of one size.
    private static func meanGap(_ first: [Double], _ second: [Double]) -> Double {
        let (left, right) = (first.span, second.span)
        var (sums, place) = (SIMD4<Double>(), 0)
        while place + 4 <= left.count {
            sums[0] += abs(left[place] - right[place])
            sums[1] += abs(left[place + 1] - right[place + 1])
            sums[2] += abs(left[place + 2] - right[place + 2])
            sums[3] += abs(left[place + 3] - right[place + 3])
            place += 4
        }
        var sum = sums.sum()
        for rest in place..<left.count { sum += abs(left[rest] - right[rest]) }
        return sum / Double(left.count)
    }

    /// The area between the quantile functions, which is that between the distribution functions.
    ///
    /// Ranks go in steps of 1 ÷ (n · m), so that both samples' ends are whole numbers.
    ///
    /// Source: Vallender, "Calculation of the Wasserstein Distance between Probability Distributions on the Line", Theory of
    /// Probability and its Applications 18(4), 1974.
    private static func area(_ first: [Double], _ second: [Double]) -> Double {
        var (sum, done, i, j) = (0.0, 0, 0, 0)
        while i < first.count, j < second.count {
            let (firstEnd, secondEnd) = ((i + 1) * second.count, (j + 1) * first.count)
            let end = min(firstEnd, secondEnd)
            sum += Double(end - done) * abs(first[i] - second[j])
            done = end
            if firstEnd == end { i += 1 }
            if secondEnd == end { j += 1 }
        }
        return sum / (Double(first.count) * Double(second.count))
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
