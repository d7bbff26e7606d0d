/// Where a pipeline's predictions are made.
package enum ChampionPlace: String, Hashable, Codable, Sendable, CaseIterable {
    /// By a model that this program trained, tested and promoted.
    case here
    /// By somebody else's server, which tells what it answered; here they are watched, labelled and advised on.
    case external
}

extension KeyedDecodingContainer {
    /// A definition of an older store does not say: its models are its own.
    func decode(_ type: ChampionPlace.Type, forKey key: Key) throws -> ChampionPlace {
        try decodeIfPresent(type, forKey: key) ?? .here
    }
}
