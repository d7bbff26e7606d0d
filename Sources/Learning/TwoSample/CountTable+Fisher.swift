extension CountTable {
    /// Fisher's exact test of two categories, two-sided; its statistic is the first count of the reference.
    ///
    /// Adds up the probabilities of all tables with the same sums that are no likelier than this one. A category that
    /// occurs in neither sample leaves one table only, and p is 1.
    ///
    /// Source: Fisher, "The Logic of Inductive Inference", Journal of the Royal Statistical Society 98(1), 1935.
    ///
    /// - Throws: ``SampleError/notFourfold(categories:)``
    /// - Complexity: O(the smallest of the four sums)
    package func fisherExact() throws(SampleError) -> TestResult {
        guard reference.count == 2 else { throw .notFourfold(categories: reference.count) }
        let first = reference[0] + current[0]
        let size = reference[0] + reference[1]
        let lowest = max(0, reference[0] - current[1])
        let weights = fourfoldWeights(counts: lowest...min(first, size))
        let observed = weights[reference[0] - lowest]
        // Equally likely tables differ in their last digits.
        let unlikely = weights.reduce(0) { $1 <= observed * (1 + 1e-10) ? $0 + $1 : $0 }
        return TestResult(statistic: Double(reference[0]), pValue: min(1, unlikely / weights.reduce(0, +)))
    }

    /// The odds of the first of two categories in the reference over those in the current sample.
    ///
    /// Nil where it is 0 ÷ 0 or infinite, and where there aren't two categories.
    package var oddsRatio: Double? {
        guard reference.count == 2, reference[1] > 0, current[0] > 0 else { return nil }
        return Double(reference[0]) * Double(current[1]) / (Double(reference[1]) * Double(current[0]))
    }

    /// How likely each first count is, relative to the likeliest one, by the ratio of neighbours.
    private func fourfoldWeights(counts: ClosedRange<Int>) -> [Double] {
        let first = Double(reference[0] + current[0])
        let second = Double(reference[1] + current[1])
        let size = Double(reference[0] + reference[1])
        let likeliest = Int((first + 1) * (size + 1) / (first + second + 2))
        let mode = min(max(likeliest, counts.lowerBound), counts.upperBound)
        func ratio(_ count: Int) -> Double {
            let count = Double(count)
            return (first - count) * (size - count) / ((count + 1) * (second - size + count + 1))
        }
        var weights = [Double](repeating: 1, count: counts.count)
        for count in mode..<counts.upperBound {
            weights[count + 1 - counts.lowerBound] = weights[count - counts.lowerBound] * ratio(count)
        }
        for count in (counts.lowerBound..<mode).reversed() {
            weights[count - counts.lowerBound] = weights[count + 1 - counts.lowerBound] / ratio(count)
        }
        return weights
    }
}
