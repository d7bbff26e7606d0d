extension TwoSamples {
    private static let levels = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001]
    /// Critical values of two samples at the levels: the sums of the three coefficients of the paper's table 2.
    private static let critical = [0.325, 1.226, 1.961, 2.718, 3.752, 4.592, 6.546]

    /// Anderson and Darling's test, in the form for ties: like Cramér and von Mises's, with the tails weighted up.
    ///
    /// The statistic is standardised. The p-value is read off a curve through seven tabulated values: it never leaves
    /// 0.001...0.25, whose ends mean "at most" and "at least".
    ///
    /// Source: Scholz, Stephens, "K-Sample Anderson–Darling Tests", Journal of the American Statistical Association 82, 1987.
    ///
    /// - Throws: ``SampleError/constant(test:)`` where all values of both samples are equal,
    ///   ``SampleError/tooFew(_:count:needed:)`` below 2 values a sample.
    /// - Complexity: O(n + m)
    package func andersonDarling() throws(SampleError) -> TestResult {
        try SampleError.check(self, atLeast: 2)
        guard steps.count > 1 else { throw .constant(test: "Anderson–Darling's test") }
        let statistic = (weightedDistance() - 1) / andersonDarlingVariance().squareRoot()
        return TestResult(statistic: statistic, pValue: Self.andersonDarlingLevel(statistic))
    }

    /// The statistic of equation 7, before it is standardised.
    private func weightedDistance() -> Double {
        let (n, m, total) = (Double(reference.count), Double(current.count), Double(count))
        var (seenReference, seenAll, sum) = (0.0, 0.0, 0.0)
        for step in steps {
            let size = Double(step.count)
            let middle = seenAll + size / 2
            let own = seenReference + Double(step.reference) / 2
            // The other sample's difference is the same with the other sign.
            let difference = total * own - middle * n
            let weight = middle * (total - middle) - total * size / 4
            sum += size / total * difference * difference / weight
            seenReference += Double(step.reference)
            seenAll += size
        }
        return sum * (1 / n + 1 / m) * (total - 1) / total
    }

    /// The variance of the statistic for two samples, equation 4.
    private func andersonDarlingVariance() -> Double {
        let total = Double(count)
        let inverse = 1 / Double(reference.count) + 1 / Double(current.count)
        var (harmonic, nested) = (0.0, 0.0)
        for index in 1..<count - 1 {
            harmonic += 1 / (total - Double(index))
            nested += harmonic / Double(index + 1)
        }
        harmonic += 1
        let cubic = 4 * nested - 6 + (10 - 6 * nested) * inverse
        let square =
            12 * nested + 8 * harmonic - 22 + (2 * nested - 14 * harmonic - 4) * inverse
        let linear = 36 * harmonic + 4 + (2 * harmonic - 6) * inverse
        let constant = 24.0
        let sum = ((cubic * total + square) * total + linear) * total + constant
        return sum / ((total - 1) * (total - 2) * (total - 3))
    }

    /// The level at which `statistic` is critical, by a parabola fitted to the logarithms of the tabulated levels.
    private static func andersonDarlingLevel(_ statistic: Double) -> Double {
        if statistic < critical[0] { return levels[0] }
        if statistic > critical[critical.count - 1] { return levels[levels.count - 1] }
        let logs = levels.map(Elementary.log)
        let size = Double(critical.count)
        // Orthogonal polynomials of degree 0, 1 and 2 on the critical values: no equations to solve, no digits to lose.
        let mean = critical.reduce(0, +) / size
        let linear = critical.map { $0 - mean }
        let spread = linear.reduce(0) { $0 + $1 * $1 } / size
        let skew = linear.reduce(0) { $0 + $1 * $1 * $1 } / size / spread
        let square = linear.map { $0 * $0 - skew * $0 - spread }
        let place = statistic - mean
        let exponent =
            logs.reduce(0, +) / size + coefficient(linear, logs) * place
            + coefficient(square, logs) * (place * place - skew * place - spread)
        return Elementary.exp(exponent)
    }

    private static func coefficient(_ polynomial: [Double], _ values: [Double]) -> Double {
        let product = zip(polynomial, values).reduce(0) { $0 + $1.0 * $1.1 }
        return product / polynomial.reduce(0) { $0 + $1 * $1 }
    }
}
