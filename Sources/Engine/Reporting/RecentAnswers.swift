import Domain

/// The newest predictions that got their label.
struct RecentAnswers: Codable, Sendable {
    private static let limit = 60

    /// Oldest first.
    private(set) var all: [AnswerSnapshot] = []

    mutating func add(_ pending: AnsweredEvent, _ truth: Truth, _ task: LearningTask) {
        let record = pending.prediction
        let output = pending.prediction.servedOutput
        let version = record.arm == .candidate ? record.candidate ?? record.champion : record.champion
        all.append(
            AnswerSnapshot(
                event: pending.event.id, time: pending.event.time, version: version, answer: Self.words(output, task),
                truth: Self.words(truth, task),
                isRight: truth.isCategory ? output.predictedClass.map { Double($0) == truth.number } : nil))
        if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
    }

    private static func words(_ output: Output, _ task: LearningTask) -> String {
        switch output {
        case .probabilities: output.predictedClass.flatMap { task.classes[safe: $0] } ?? "n/a"
        case .value(let value): Decimal.fixed(value, 3)
        case .quantilePath, .ranking: "n/a"
        }
    }

    private static func words(_ truth: Truth, _ task: LearningTask) -> String {
        switch truth {
        case .category(let index): task.classes[safe: index] ?? "n/a"
        case .number(let value): Decimal.fixed(value, 3)
        }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no answers.
    func decode(_ type: RecentAnswers.Type, forKey key: Key) throws -> RecentAnswers {
        try decodeIfPresent(type, forKey: key) ?? RecentAnswers()
    }
}
