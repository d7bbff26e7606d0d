/// How a version that learns on is served and watched.
package struct LiveDefinition: Hashable, Codable, Sendable {
    /// Labels learned after which callers are answered by a newer copy.
    package var publishLabels: Int
    /// Wall time after which they are, where anything was learned since.
    package var publishTime: TimeSpan
    /// Labels after which the copy that a version may go back to is renewed; 0 keeps none.
    package var checkpointLabels: Int

    package init(
        publishLabels: Int = 200, publishTime: TimeSpan = .seconds(1), checkpointLabels: Int = 1_000
    ) {
        self.publishLabels = publishLabels
        self.publishTime = publishTime
        self.checkpointLabels = checkpointLabels
    }
}

extension KeyedDecodingContainer {
    /// A definition of an older store has none: the standard one holds.
    func decode(_ type: LiveDefinition.Type, forKey key: Key) throws -> LiveDefinition {
        try decodeIfPresent(type, forKey: key) ?? LiveDefinition()
    }
}
