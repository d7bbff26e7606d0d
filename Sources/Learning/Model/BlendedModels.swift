import Domain

/// Models whose answers are averaged, each counting as often as it has votes.
///
/// Whole models, with the features that each of them sees: a blend can be read, moved and served like any other model, and
/// needs none of the files that its members came from. Its time for an answer is the sum of theirs.
struct BlendedModels: Hashable, Sendable {
    struct Member: Hashable, Codable, Sendable {
        var model: Model
        /// 1 and above.
        var votes: Int
    }

    private(set) var members: [Member]

    init(_ members: [Member]) {
        self.members = members
    }

    func output(for event: Event) -> Output { blended(members.map { $0.model.predict(event) }) }

    /// Each member that goes on learning learns the row.
    mutating func learn(_ event: LabelledEvent) {
        for index in members.indices { members[index].model.learn(event) }
    }

    /// The weighted mean of one answer a member; ``Output/unanswered`` where they do not answer the same question.
    private func blended(_ outputs: [Output]) -> Output {
        var sums: [Double] = []
        var total = 0.0
        for (member, output) in zip(members, outputs) {
            guard let numbers = output.blendedNumbers, sums.isEmpty || sums.count == numbers.count else {
                return .unanswered
            }
            if sums.isEmpty { sums = Array(repeating: 0, count: numbers.count) }
            for place in sums.indices { sums[place] += Double(member.votes) * numbers[place] }
            total += Double(member.votes)
        }
        if case .value? = outputs.first { return .number(sums[0] / total) }
        return sums.count == 2 ? .binary(sums[1] / total) : .shares(sums.map { $0 / total })
    }

    /// Why these are no blend; nil where they are.
    var refusal: String? {
        if members.count < 2 { return "it is a blend of \(members.count) models; a blend has two or more" }
        if members.contains(where: { $0.votes < 1 }) { return "a model of its blend has no vote" }
        return nil
    }
}

extension BlendedModels: Codable {
    init(from decoder: any Decoder) throws {
        members = try decoder.singleValueContainer().decode([Member].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(members)
    }
}
