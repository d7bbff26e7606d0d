import Domain

/// How long labels take, as a mean of about the newest two hundred.
struct FadedLag: Codable, Hashable, Sendable {
    private static let fading = 0.995

    private var sum = 0.0
    private var weight = 0.0

    /// Counts a label in.
    mutating func add(_ lag: TimeSpan) {
        sum = max(0, lag.seconds) + Self.fading * sum
        weight = 1 + Self.fading * weight
    }

    /// Seconds; nil before the first label.
    var mean: Double? { weight > 0 ? sum / weight : nil }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program counts from here on.
    func decode(_ type: FadedLag.Type, forKey key: Key) throws -> FadedLag {
        try decodeIfPresent(type, forKey: key) ?? FadedLag()
    }
}
