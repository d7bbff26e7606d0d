/// What was answered for one event, before its label was known.
package struct PredictionRecord: Hashable, Codable, Sendable {
    package enum Arm: String, Hashable, Codable, Sendable, CaseIterable {
        case baseline
        case champion
        case candidate
    }

    package var event: Int64
    /// The arm that answered; fixed at admission.
    package var arm: Arm
    /// The champion's version and answer, whichever arm served; v0 is the baseline.
    package var champion: ModelVersion
    package var championOutput: Output
    /// Labelled events that the champion had learned from in live updates; 0 for a frozen one.
    package var championLearnedThrough: Int64
    /// While a canary runs: the other model's answer to the same event.
    package var candidate: ModelVersion?
    package var candidateOutput: Output?
    /// False for what a tester asked for: kept, and in no statistic.
    package var isCounted: Bool
    package var references: ReferenceAnswers
    package var chances: AnswerChances

    package init(
        event: Int64, arm: Arm, champion: ModelVersion, championOutput: Output, championLearnedThrough: Int64,
        candidate: ModelVersion?, candidateOutput: Output?, isCounted: Bool = true,
        references: ReferenceAnswers = ReferenceAnswers(), chances: AnswerChances = AnswerChances()
    ) {
        self.event = event
        self.arm = arm
        self.champion = champion
        self.championOutput = championOutput
        self.championLearnedThrough = championLearnedThrough
        self.candidate = candidate
        self.candidateOutput = candidateOutput
        self.isCounted = isCounted
        self.references = references
        self.chances = chances
    }

    /// What the user got: where the arm's own model gave no answer, the other one's.
    package var servedOutput: Output {
        let (own, other) =
            arm == .candidate ? (candidateOutput ?? championOutput, championOutput) : (championOutput, candidateOutput)
        return own == .unanswered ? other ?? own : own
    }
}
