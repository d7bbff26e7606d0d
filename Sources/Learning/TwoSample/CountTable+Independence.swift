extension CountTable {
    /// Pearson's chi-square test of equal shares, without Yates' correction.
    ///
    /// Categories that occur in neither sample are left out; with one category the statistic is 0 and p is 1. The p-value
    /// is asymptotic: every expected count should be about 5 or more.
    ///
    /// Source: Pearson, Philosophical Magazine 50, 1900.
    ///
    /// - Complexity: O(categories)
    package func chiSquare() -> TestResult {
        result { observed, expected in (observed - expected) * (observed - expected) / expected }
    }

    /// The G test of equal shares: twice the log-likelihood ratio, asymptotically chi-square as well.
    ///
    /// Source: Wilks, "The Likelihood Test of Independence in Contingency Tables", Annals of Mathematical Statistics 6(4),
    /// 1935.
    ///
    /// - Complexity: O(categories)
    package func gTest() -> TestResult {
        result { observed, expected in
            observed > 0 ? 2 * observed * Elementary.log(observed / expected) : 0
        }
    }

    /// Adds up one term a cell and looks the sum up in the chi-square distribution.
    private func result(_ term: (_ observed: Double, _ expected: Double) -> Double) -> TestResult {
        let referenceTotal = Double(reference.reduce(0, +))
        let currentTotal = Double(current.reduce(0, +))
        let total = referenceTotal + currentTotal
        var (sum, degrees) = (0.0, -1.0)
        for (left, right) in zip(reference, current) where left + right > 0 {
            let both = Double(left + right)
            sum += term(Double(left), both * referenceTotal / total)
            sum += term(Double(right), both * currentTotal / total)
            degrees += 1
        }
        guard degrees > 0 else { return TestResult(statistic: 0, pValue: 1) }
        // Rounding may take a G of 0 below it.
        sum = max(0, sum)
        return TestResult(statistic: sum, pValue: Special.chiSquareTail(sum, degrees: degrees))
    }
}
