/// What a pipeline has counted since it began, for the metrics page.
package struct PipelineTallies: Hashable, Codable, Sendable {
    /// Rows that a rule kept out.
    package struct Quarantined: Hashable, Codable, Sendable {
        package var rule: QuarantinedRow.Rule
        package var count: Int64
    }

    /// Accepted firings of a kind of trigger that came to one end.
    package struct Fired: Hashable, Codable, Sendable {
        package var kind: String
        package var result: TriggerRecord.Outcome
        package var count: Int64
    }

    /// Questions to the server of a version that came to nothing.
    package struct Unanswered: Hashable, Codable, Sendable {
        package var version: ModelVersion
        package var kind: RemoteFailure.Kind
        package var count: Int64
    }

    package private(set) var quarantined: [Quarantined] = []
    package private(set) var triggers: [Fired] = []
    package private(set) var unanswered: [Unanswered] = []
    /// Entities that the memory gave up for newer ones; nil where there are no entities.
    package var evictedEntities: Int64?

    package init() {}

    /// Counts a row that broke a rule.
    package mutating func count(_ rule: QuarantinedRow.Rule) {
        if let index = quarantined.firstIndex(where: { $0.rule == rule }) {
            quarantined[index].count += 1
        } else {
            quarantined.append(Quarantined(rule: rule, count: 1))
        }
    }

    /// Counts what callers were not answered by a version's server.
    package mutating func count(_ failures: RemoteFinding.Failures, of version: ModelVersion) {
        if let index = unanswered.firstIndex(where: { $0.version == version && $0.kind == failures.kind }) {
            unanswered[index].count += Int64(failures.count)
        } else {
            unanswered.append(Unanswered(version: version, kind: failures.kind, count: Int64(failures.count)))
        }
    }

    /// Counts a firing whose outcome is known.
    package mutating func count(_ trigger: TriggerRecord) {
        if let index = triggers.firstIndex(where: { $0.kind == trigger.kind && $0.result == trigger.outcome }) {
            triggers[index].count += 1
        } else {
            triggers.append(Fired(kind: trigger.kind, result: trigger.outcome, count: 1))
        }
    }
}

extension KeyedDecodingContainer {
    /// An older program counted no unanswered questions.
    func decode(_ type: [PipelineTallies.Unanswered].Type, forKey key: Key) throws -> [PipelineTallies.Unanswered] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}
