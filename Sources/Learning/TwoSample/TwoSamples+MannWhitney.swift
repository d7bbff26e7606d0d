extension TwoSamples {
    /// Mann and Whitney's test: in how many pairs the reference value is the greater one, a tie counted as half.
    ///
    /// Sees shifts, not changes of spread. Two-sided, by the normal distribution with corrections for ties and continuity.
    ///
    /// Source: Mann, Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other",
    /// Annals of Mathematical Statistics 18(1), 1947.
    ///
    /// - Throws: ``SampleError/constant(test:)`` where all values of both samples are equal.
    /// - Complexity: O(n + m)
    package func mannWhitney() throws(SampleError) -> TestResult {
        guard steps.count > 1 else { throw .constant(test: "Mann–Whitney's test") }
        var (wins, below, ties) = (0.0, 0.0, 0.0)
        for step in steps {
            wins += Double(step.reference) * (below + Double(step.current) / 2)
            below += Double(step.current)
            let size = Double(step.count)
            ties += size * size * size - size
        }
        let pairs = Double(reference.count) * Double(current.count)
        let total = Double(count)
        let spread = (pairs / 12 * (total + 1 - ties / (total * (total - 1)))).squareRoot()
        let distance = (max(wins, pairs - wins) - pairs / 2 - 0.5) / spread
        return TestResult(statistic: wins, pValue: min(1, 2 * Special.normalTail(distance)))
    }
}
