/// A prediction with its label: what a person may name as a golden case.
package struct AnswerSnapshot: Hashable, Codable, Sendable {
    package var event: Int64
    package var time: Timestamp
    /// The version that answered.
    package var version: ModelVersion
    /// As the task writes it: a class, or a number.
    package var answer: String
    package var truth: String
    /// Whether the class was the right one; nil for a number.
    package var isRight: Bool?
    /// The golden case that it is; nil where it is none.
    package var golden: Int?

    package init(
        event: Int64, time: Timestamp, version: ModelVersion, answer: String, truth: String, isRight: Bool?,
        golden: Int? = nil
    ) {
        self.event = event
        self.time = time
        self.version = version
        self.answer = answer
        self.truth = truth
        self.isRight = isRight
        self.golden = golden
    }
}
