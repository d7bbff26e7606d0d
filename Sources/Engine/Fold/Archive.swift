import Domain

/// The versions that can be candidates again without training.
struct Archive: Codable, Sendable {
    struct Entry: Codable, Hashable, Sendable {
        var record: VersionRecord
        /// Rollouts that it had.
        var attempts: Int
    }

    private static let limit = 200

    /// Oldest first.
    private(set) var entries: [Entry] = []

    /// - Complexity: O(1); O(entries) when the oldest goes.
    mutating func add(_ record: VersionRecord) {
        entries.append(Entry(record: record, attempts: 0))
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    }

    /// What a person let pass stays with the version.
    mutating func update(_ record: VersionRecord) {
        guard let index = entries.firstIndex(where: { $0.record.version == record.version }) else { return }
        entries[index].record = record
    }

    mutating func countAttempt(of version: ModelVersion) {
        guard let index = entries.firstIndex(where: { $0.record.version == version }) else { return }
        entries[index].attempts += 1
    }

    subscript(version: ModelVersion) -> Entry? { entries.first { $0.record.version == version } }
}

/// A candidate that waits until the canary before it has ended, as a person asked for it.
struct WaitingCandidate: Codable, Hashable, Sendable {
    var version: ModelVersion
    var kind: RolloutOrigin.Kind
    var intent: Intent
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no archive.
    func decode(_ type: Archive.Type, forKey key: Key) throws -> Archive {
        try decodeIfPresent(type, forKey: key) ?? Archive()
    }
}
