import Domain

/// Versions that a person may bring back: former champions, still loaded, and candidates that did not make it.
struct Shelf: Codable, Sendable {
    /// A candidate that ended, with what its next attempt starts from.
    struct Ended: Codable, Hashable, Sendable {
        var record: VersionRecord
        var content: ContentDigest
        var state: RolloutState
        var attempt: Int
        var gates: [GateResult]
        var lossScale: Double
    }

    private static let candidateLimit = 8

    /// Oldest first.
    private(set) var candidates: [Ended] = []
    /// Oldest first; a live one goes on learning, so that bringing it back loses nothing.
    private(set) var champions: [DeployedModel] = []

    mutating func add(_ candidate: DeployedModel, of rollout: RolloutStateMachine) {
        candidates.removeAll { $0.record.version == candidate.version }
        candidates.append(
            Ended(
                record: candidate.record, content: candidate.content,
                state: rollout.state == .rollingBack ? .rolledBack : rollout.state,
                attempt: rollout.record.origin.attempt, gates: rollout.record.gates, lossScale: rollout.lossScale))
        if candidates.count > Self.candidateLimit { candidates.removeFirst(candidates.count - Self.candidateLimit) }
    }

    mutating func add(champion: DeployedModel, keeping limit: Int) {
        champions.append(champion)
        if champions.count > limit { champions.removeFirst(champions.count - limit) }
    }

    mutating func remove(champion version: ModelVersion) {
        champions.removeAll { $0.version == version }
        candidates.removeAll { $0.record.version == version }
    }

    mutating func learn(_ event: LabelledEvent) {
        for index in champions.indices { champions[index].learn(event) }
    }

    func candidate(_ version: ModelVersion) -> Ended? {
        candidates.first { $0.record.version == version }
    }

    var recall: CanarySnapshot.Recall {
        CanarySnapshot.Recall(
            champions: champions.map(\.version),
            candidates: candidates.filter { $0.state != .rejected }.map(\.record.version),
            rejected: candidates.filter { $0.state == .rejected }.map(\.record.version))
    }

    func champion(_ version: ModelVersion) -> DeployedModel? {
        champions.first { $0.version == version }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no shelf.
    func decode(_ type: Shelf.Type, forKey key: Key) throws -> Shelf {
        try decodeIfPresent(type, forKey: key) ?? Shelf()
    }
}
