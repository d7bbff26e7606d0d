import Domain

/// The versions that ever served, by the end of their training rows: what the replay scores beside a candidate.
struct Reigns: Codable, Sendable {
    struct Reign: Codable, Hashable, Sendable {
        var version: ModelVersion
        /// As it was trained.
        var model: ContentDigest
        /// Id of the newest event that its training may have seen.
        var lastEvent: Int64
    }

    private static let limit = 8

    private(set) var all: [Reign] = []

    mutating func add(_ record: VersionRecord) {
        guard let lastEvent = record.lastEvent, !all.contains(where: { $0.version == record.version }) else { return }
        all.append(Reign(version: record.version, model: record.model, lastEvent: lastEvent))
        all.sort { $0.lastEvent < $1.lastEvent }
        if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
    }

    /// A promotion that did not last.
    mutating func remove(_ version: ModelVersion) {
        all.removeAll { $0.version == version }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program knows no reigns.
    func decode(_ type: Reigns.Type, forKey key: Key) throws -> Reigns {
        try decodeIfPresent(type, forKey: key) ?? Reigns()
    }
}
