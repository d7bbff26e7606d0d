import Domain

/// The alerts of a pipeline: pending, firing, acknowledged, resolved; one instance for each rule and subject.
///
/// Fires after the condition held in a stated number of evaluations; firing again within an hour of stream time after it
/// resolved reopens the occurrence as a flap, later it is a new one.
struct AlertBook: Codable, Sendable {
    /// A condition as one evaluation found it.
    struct Reading: Sendable {
        var rule: AlertRecord.Rule
        var subject: String
        var severity: AlertRecord.Severity
        var holds: Bool
        var value: Double
        var threshold: Double
        var count: Int
        var text: String
        var isDrill = false
    }

    enum Change: Hashable, Sendable {
        case fired(AlertRecord)
        case resolved(AlertRecord)
        /// Pending, a flap or an acknowledgement: recorded, not announced.
        case updated(AlertRecord)
    }

    private static let reopenWithin = TimeSpan.hours(1)

    /// Pending and firing ones, and those resolved so lately that they may reopen; by occurrence number.
    private(set) var instances: [AlertRecord] = []
    private var pendingCounts: [Int: Int] = [:]
    private var lastNumber = 0

    var firing: [AlertRecord] { instances.filter { $0.state == .firing } }

    /// Takes one evaluation of a rule in.
    ///
    /// - Complexity: O(open alerts)
    mutating func evaluate(_ reading: Reading, pendingEvaluations: Int, at time: Timestamp) -> Change? {
        instances.removeAll { $0.state == .resolved && ($0.resolvedAt ?? time) < time - Self.reopenWithin }
        let index = instances.firstIndex { $0.rule == reading.rule && $0.subject == reading.subject }
        guard let index else {
            return reading.holds ? open(reading, pendingEvaluations: pendingEvaluations, at: time) : nil
        }
        switch (instances[index].state, reading.holds) {
        case (.pending, true): return advance(index, reading, pendingEvaluations: pendingEvaluations, at: time)
        case (.pending, false):
            pendingCounts[instances[index].number] = nil
            instances.remove(at: index)
            return nil
        case (.firing, true), (.resolved, false): return nil
        case (.firing, false):
            instances[index].state = .resolved
            instances[index].resolvedAt = time
            return .resolved(instances[index])
        case (.resolved, true):
            instances[index].state = .firing
            instances[index].resolvedAt = nil
            instances[index].flaps += 1
            return .updated(instances[index])
        }
    }

    /// Acknowledges a firing alert; false where it does not fire.
    mutating func acknowledge(_ number: Int, by user: String?, at time: Timestamp) -> AlertRecord? {
        guard let index = instances.firstIndex(where: { $0.number == number && $0.state == .firing }) else {
            return nil
        }
        instances[index].acknowledgedBy = user
        instances[index].acknowledgedAt = user == nil ? nil : time
        return instances[index]
    }

    private mutating func open(_ reading: Reading, pendingEvaluations: Int, at time: Timestamp) -> Change? {
        lastNumber += 1
        instances.append(
            AlertRecord(
                number: lastNumber, rule: reading.rule, subject: reading.subject, severity: reading.severity,
                state: .pending, since: time, value: reading.value, threshold: reading.threshold,
                count: reading.count, text: reading.text, isDrill: reading.isDrill))
        return advance(instances.count - 1, reading, pendingEvaluations: pendingEvaluations, at: time)
    }

    private mutating func advance(
        _ index: Int, _ reading: Reading, pendingEvaluations: Int, at time: Timestamp
    ) -> Change? {
        let number = instances[index].number
        let held = (pendingCounts[number] ?? 0) + 1
        guard held >= pendingEvaluations else {
            pendingCounts[number] = held
            return .updated(instances[index])
        }
        pendingCounts[number] = nil
        instances[index].state = .firing
        instances[index].firedAt = time
        instances[index].value = reading.value
        instances[index].threshold = reading.threshold
        instances[index].count = reading.count
        instances[index].text = reading.text
        return .fired(instances[index])
    }
}
