/// Corrections of p-values for testing many hypotheses at once, such as one a feature.
///
/// An adjusted p-value is compared with the level that the whole set of tests shall keep.
package enum PValueAdjustment {
    /// Keeps the false discovery rate: of the hypotheses rejected at a level, that share is expected to be true.
    ///
    /// For p-values that are independent or depend positively on each other. In the order given; empty for none.
    ///
    /// Source: Benjamini, Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society B 57(1),
    /// 1995.
    ///
    /// - Throws: ``SampleError/pValue(index:value:)``
    /// - Complexity: O(n log n)
    package static func benjaminiHochberg(_ pValues: [Double]) throws(SampleError) -> [Double] {
        var adjusted = pValues
        var smallest = 1.0
        for (rank, index) in try ascending(pValues).enumerated().reversed() {
            smallest = min(smallest, pValues[index] * Double(pValues.count) / Double(rank + 1))
            adjusted[index] = smallest
        }
        return adjusted
    }

    /// Keeps the familywise error rate: the chance of rejecting any true hypothesis, however the tests depend.
    ///
    /// In the order given; empty for none.
    ///
    /// Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6(2), 1979.
    ///
    /// - Throws: ``SampleError/pValue(index:value:)``
    /// - Complexity: O(n log n)
    package static func holm(_ pValues: [Double]) throws(SampleError) -> [Double] {
        var adjusted = pValues
        var greatest = 0.0
        for (rank, index) in try ascending(pValues).enumerated() {
            greatest = max(greatest, min(1, pValues[index] * Double(pValues.count - rank)))
            adjusted[index] = greatest
        }
        return adjusted
    }

    /// The indices from the smallest p-value to the greatest.
    private static func ascending(_ pValues: [Double]) throws(SampleError) -> [Int] {
        if let index = pValues.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
            throw .pValue(index: index, value: pValues[index])
        }
        return pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    }
}
