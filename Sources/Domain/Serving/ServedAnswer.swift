/// What a caller was told before the row came to the fold, which takes it as it is.
package struct ServedAnswer: Hashable, Codable, Sendable {
    package var arm: PredictionRecord.Arm
    package var version: ModelVersion
    package var output: Output
    /// Labelled events that the model had learned from in live updates.
    package var learnedThrough: Int64
    /// The target lags as they were known then.
    package var lags: [Double]
    /// False for what a tester asked for: kept, and in no statistic.
    package var isCounted: Bool
    /// Whether the caller named the event's time; else it is the moment of the answer.
    package var isTimeGiven: Bool

    package init(
        arm: PredictionRecord.Arm, version: ModelVersion, output: Output, learnedThrough: Int64, lags: [Double],
        isCounted: Bool, isTimeGiven: Bool = true
    ) {
        self.arm = arm
        self.version = version
        self.output = output
        self.learnedThrough = learnedThrough
        self.lags = lags
        self.isCounted = isCounted
        self.isTimeGiven = isTimeGiven
    }
}
