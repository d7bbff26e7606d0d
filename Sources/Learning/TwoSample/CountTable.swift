/// How often each category occurs in two samples, checked once for all tests and distances between them.
///
///     let counts = try CountTable(reference: [120, 60, 20], current: [80, 70, 50])
///     counts.chiSquare().pValue
package struct CountTable: Hashable, Sendable {
    /// One count a category.
    package let reference: [Int]
    /// One count a category, in the reference's order.
    package let current: [Int]

    /// - Parameters:
    ///   - reference: One count a category; a category may be missing from a sample, its count is 0 then.
    ///   - current: Counts of the same categories in the same order.
    /// - Throws: ``SampleError/lengths(reference:current:)``, ``SampleError/count(_:index:value:)`` and, where all counts of
    ///   a sample are 0, ``SampleError/empty(_:)``
    package init(reference: [Int], current: [Int]) throws(SampleError) {
        guard reference.count == current.count else {
            throw .lengths(reference: reference.count, current: current.count)
        }
        try SampleError.check(counts: reference, .reference)
        try SampleError.check(counts: current, .current)
        self.reference = reference
        self.current = current
    }
}
