extension TwoSamples {
    /// Welch's t-test of equal means, without assuming equal variances; positive where the reference's mean is greater.
    ///
    /// Source: Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances are
    /// Involved", Biometrika 34, 1947.
    ///
    /// - Throws: ``SampleError/tooFew(_:count:needed:)`` below 2 values a sample, ``SampleError/constant(test:)`` where each
    ///   sample is constant.
    /// - Complexity: O(n + m)
    package func welch() throws(SampleError) -> TestResult {
        try SampleError.check(self, atLeast: 2)
        guard reference.first != reference.last || current.first != current.last else {
            throw .constant(test: "Welch's test")
        }
        let (first, second) = (Self.meanAndError(reference), Self.meanAndError(current))
        let square = first.error + second.error
        guard square > 0 else { throw .constant(test: "Welch's test") }
        // Shares of the squared error, so that its square can neither overflow nor vanish.
        let (firstShare, secondShare) = (first.error / square, second.error / square)
        let degrees =
            1
            / (firstShare * firstShare / Double(reference.count - 1)
                + secondShare * secondShare / Double(current.count - 1))
        let statistic = (first.mean - second.mean) / square.squareRoot()
        return TestResult(
            statistic: statistic, pValue: Special.studentTwoSidedTail(statistic, degrees: degrees))
    }

    /// The mean and its squared standard error.
    private static func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
        let size = Double(values.count)
        let mean = values.reduce(0, +) / size
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / (size - 1) / size)
    }
}
