import Domain

/// The golden cases of a pipeline: no learner sees their rows, and every candidate must answer them right.
struct GoldenSet: Codable, Sendable {
    /// Those that hold, by number.
    private(set) var cases: [GoldenCase] = []
    private var named = 0

    /// Names an event; the case, or why it cannot be one.
    mutating func add(
        event: Int64, truth: String?, task: LearningTask, columns: [Column], by user: String, reason: String,
        at time: Timestamp
    ) -> Result<GoldenCase, RolloutStateMachine.Refusal> {
        if reason.isEmpty { return .failure(.init("give a reason")) }
        if let known = cases.first(where: { $0.event == event }) {
            return .failure(.init("prediction \(event) is golden case \(known.number) already"))
        }
        if let truth, Self.truth(of: truth, task) == nil {
            let allowed = task.classes.isEmpty ? "a number" : task.classes.joined(separator: ", ")
            return .failure(.init("the truth is \(truth); give \(allowed)"))
        }
        named += 1
        let new = GoldenCase(
            number: named, event: event, truth: truth, author: user, reason: reason, time: time, columns: columns)
        cases.append(new)
        return .success(new)
    }

    /// Takes a case away; nil where there is none of that number.
    mutating func remove(_ number: Int, by user: String) -> GoldenCase? {
        guard let index = cases.firstIndex(where: { $0.number == number }) else { return nil }
        var removed = cases.remove(at: index)
        removed.removedBy = user
        return removed
    }

    func holds(_ event: Int64) -> Bool { cases.contains { $0.event == event } }

    /// The rows that no training takes.
    var ranges: [ClosedRange<Int64>] { cases.map { $0.event...$0.event } }

    /// What was typed as the right answer.
    static func truth(of text: String, _ task: LearningTask) -> Truth? {
        switch task {
        case .classification: task.truth(of: .category(text))
        case .regression: Double(text).flatMap { task.truth(of: .number($0)) }
        }
    }

    /// Why a case's row cannot be asked any more: the schema has changed since; nil where it fits.
    static func misfit(_ item: GoldenCase, _ columns: [Column]) -> String? {
        let (old, new) = (item.columns, columns)
        let remedy = "name it anew, or take it away with flywheel golden remove \(item.number)"
        if let gone = old.first(where: { column in !new.contains { $0.name == column.name } }) {
            let added = new.first { column in !old.contains { $0.name == column.name } }
            let hint = added.map { "; did \(gone.name) become \($0.name)?" } ?? ""
            return "its row has the column \(gone.name), which the pipeline file no longer has\(hint): \(remedy)"
        }
        if let added = new.first(where: { column in !old.contains { $0.name == column.name } }) {
            return "its row lacks the column \(added.name), which the pipeline file has now: \(remedy)"
        }
        if let changed = zip(old, new).first(where: { $0.name != $1.name || $0.kind != $1.kind }) {
            return changed.0.name == changed.1.name
                ? "its column \(changed.0.name) is \(changed.0.kind.rawValue), now \(changed.1.kind.rawValue): \(remedy)"
                : "its columns stand in another order than the pipeline file's: \(remedy)"
        }
        return nil
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no golden cases.
    func decode(_ type: GoldenSet.Type, forKey key: Key) throws -> GoldenSet {
        try decodeIfPresent(type, forKey: key) ?? GoldenSet()
    }
}
