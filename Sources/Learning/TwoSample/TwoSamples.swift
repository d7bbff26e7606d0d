/// Two samples of numbers, checked and sorted once for all tests and distances between them.
///
///     let samples = try TwoSamples(reference: lastMonth, current: today)
///     samples.kolmogorovSmirnov().pValue
///
/// Values, tests and p-values are those of SciPy to 1e-9; where SciPy warns that a test is not defined, ours throws.
package struct TwoSamples: Hashable, Sendable {
    /// How often one value occurs in each sample.
    struct Step: Hashable, Sendable {
        let value: Double
        var reference: Int
        var current: Int

        var count: Int { reference + current }
    }

    /// In ascending order.
    package let reference: [Double]
    /// In ascending order.
    package let current: [Double]
    /// The distinct values of both samples, in ascending order.
    let steps: [Step]

    /// Takes samples in any order.
    ///
    /// - Throws: ``SampleError/empty(_:)`` and ``SampleError/value(_:index:value:)``
    /// - Complexity: O(n log n)
    package init(reference: [Double], current: [Double]) throws(SampleError) {
        try SampleError.check(reference, .reference)
        try SampleError.check(current, .current)
        self.reference = reference.sorted()
        self.current = current.sorted()
        steps = Self.merged(self.reference, self.current)
    }

    /// Number of values in both samples.
    var count: Int { reference.count + current.count }

    private static func merged(_ reference: [Double], _ current: [Double]) -> [Step] {
        var steps: [Step] = []
        var (left, right) = (0, 0)
        while left < reference.count || right < current.count {
            let takesLeft = right == current.count || (left < reference.count && reference[left] <= current[right])
            let value = takesLeft ? reference[left] : current[right]
            if steps.last?.value != value { steps.append(Step(value: value, reference: 0, current: 0)) }
            if takesLeft {
                steps[steps.count - 1].reference += 1
                left += 1
            } else {
                steps[steps.count - 1].current += 1
                right += 1
            }
        }
        return steps
    }
}
