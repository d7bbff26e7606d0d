/// What a caller was told before the row came to the fold, which takes it as it is.
package struct ServedAnswer: Hashable, Codable, Sendable {
    package var arm: PredictionRecord.Arm
    /// Whose turn it was; where its server gave no answer, the caller was told that of the other in ``told``.
    package var version: ModelVersion
    package var output: Output
    /// Labelled events that the model had learned from in live updates.
    package var learnedThrough: Int64
    /// The numbers of the pipeline's memory as they were then: lags and the like.
    package var lags: [Double]
    /// False for what a tester asked for: kept, and in no statistic.
    package var isCounted: Bool
    /// Whether the caller named the event's time; else it is the moment of the answer.
    package var isTimeGiven: Bool
    /// What is known of other models' answers already: a model of another server answers requests alone.
    package var told: [ToldAnswer]
    package var chances: AnswerChances

    package init(
        arm: PredictionRecord.Arm, version: ModelVersion, output: Output, learnedThrough: Int64, lags: [Double],
        isCounted: Bool, isTimeGiven: Bool = true, told: [ToldAnswer] = [],
        chances: AnswerChances = AnswerChances()
    ) {
        self.arm = arm
        self.version = version
        self.output = output
        self.learnedThrough = learnedThrough
        self.lags = lags
        self.isCounted = isCounted
        self.isTimeGiven = isTimeGiven
        self.told = told
        self.chances = chances
    }
}

extension KeyedDecodingContainer {
    /// In a row that an older program kept nothing more is known.
    func decode(_ type: [ToldAnswer].Type, forKey key: Key) throws -> [ToldAnswer] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}
