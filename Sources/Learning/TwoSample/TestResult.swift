/// What a test of two samples found.
package struct TestResult: Hashable, Codable, Sendable {
    /// In the unit that the test names.
    package let statistic: Double
    /// How often the statistic is at least as far out if both samples come from one distribution, in [0, 1].
    package let pValue: Double

    package init(statistic: Double, pValue: Double) {
        self.statistic = statistic
        self.pValue = pValue
    }
}
