import Domain

/// A champion that serves elsewhere: its versions, as its server names them.
struct ExternalChampion: Codable, Sendable {
    struct Known: Codable, Hashable, Sendable {
        var name: String
        var version: ModelVersion
    }

    /// In the order in which they came.
    private(set) var known: [Known] = []
    /// What answered the newest observation; nil before the first.
    private(set) var current: Known?
    /// Stream time since which that is so.
    private(set) var since = Timestamp(rawValue: 0)

    func version(named name: String) -> ModelVersion? { known.first { $0.name == name }?.version }

    mutating func add(_ name: String, as version: ModelVersion) {
        known.append(Known(name: name, version: version))
    }

    /// Takes a version for what serves; its name where that is another than before.
    mutating func serves(_ version: ModelVersion, at time: Timestamp) -> String? {
        guard version != current?.version, let found = known.first(where: { $0.version == version }) else { return nil }
        (current, since) = (found, time)
        return found.name
    }
}
