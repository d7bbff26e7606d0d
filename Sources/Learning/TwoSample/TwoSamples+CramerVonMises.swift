extension TwoSamples {
    /// Cramér and von Mises's test: the squared distance between the two empirical distributions, summed over all values.
    ///
    /// Sees differences that are small but spread wide better than Kolmogorov and Smirnov's. The p-value is asymptotic and
    /// has 15 digits after the point: what lies below is noise or 0. Ties get their mean rank.
    ///
    /// Source: Anderson, "On the Distribution of the Two-Sample Cramér–von Mises Criterion", Annals of Mathematical
    /// Statistics 33(3), 1962.
    ///
    /// - Throws: ``SampleError/tooFew(_:count:needed:)`` below 2 values a sample, ``SampleError/constant(test:)`` where all
    ///   values of both samples are equal.
    /// - Complexity: O(n + m)
    package func cramerVonMises() throws(SampleError) -> TestResult {
        try SampleError.check(self, atLeast: 2)
        guard steps.count > 1 else { throw .constant(test: "Cramér–von Mises's test") }
        let (n, m, total) = (Double(reference.count), Double(current.count), Double(count))
        let pairs = n * m
        let statistic = rankDistance() / (pairs * total) - (4 * pairs - 1) / (6 * total)
        let expected = (1 + 1 / total) / 6
        let variance =
            (total + 1) * (4 * pairs * total - 3 * (n * n + m * m) - 2 * pairs) / (180 * total * total * pairs)
        let standard = 1.0 / 6 + (statistic - expected) / (45 * variance).squareRoot()
        return TestResult(statistic: statistic, pValue: Self.cramerVonMisesTail(standard))
    }

    /// Per sample, its size times the sum of squares of pooled rank minus own rank.
    private func rankDistance() -> Double {
        var (seenReference, seenCurrent) = (0, 0)
        var (left, right) = (0.0, 0.0)
        for step in steps {
            let rank = Double(seenReference + seenCurrent) + Double(step.count + 1) / 2
            left += Self.squares(from: rank, after: seenReference, count: step.reference)
            right += Self.squares(from: rank, after: seenCurrent, count: step.current)
            seenReference += step.reference
            seenCurrent += step.current
        }
        return Double(reference.count) * left + Double(current.count) * right
    }

    private static func squares(from rank: Double, after seen: Int, count: Int) -> Double {
        (0..<count).reduce(0) { sum, index in
            let distance = rank - Double(seen + index + 1)
            return sum + distance * distance
        }
    }

    /// The probability that the limiting statistic is above `x`.
    ///
    /// Source: Csörgő, Faraway, "The Exact and Asymptotic Distributions of Cramér–von Mises Statistics", Journal of the Royal
    /// Statistical Society B 58(1), 1996, equation 1.3.
    private static func cramerVonMisesTail(_ x: Double) -> Double {
        // The true values are 1 − 1e-18 below and 1e-20 above.
        if x < 0.003 { return 1 }
        if x > 10 { return 0 }
        var (below, ratio, index, term) = (0.0, Double.pi.squareRoot(), 0.0, 1.0)
        while term > 1e-18 * below {
            let odd = 4 * index + 1
            let place = odd * odd / (16 * x)
            term = ratio * odd.squareRoot() * Elementary.exp(-2 * place) * Special.scaledBesselK(order: 0.25, place)
            below += term
            index += 1
            // Γ(k + ½) ÷ Γ(k + 1).
            ratio *= (index - 0.5) / index
        }
        return min(1, max(0, 1 - below / (Double.pi * (Double.pi * x).squareRoot())))
    }
}
