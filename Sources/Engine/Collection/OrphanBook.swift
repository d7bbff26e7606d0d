import Domain

/// Labels that were told of predictions that nobody knows yet; each is joined when its prediction comes.
struct OrphanBook: Hashable, Sendable {
    /// More are not taken in: whoever tells them has to tell them again.
    static let capacity = 5_000

    private enum Key: Hashable {
        case number(Int64)
        case name(String)
    }

    private var labels: [Key: ToldLabel] = [:]
    /// Oldest first.
    private var order: [Key] = []

    init() {}

    var count: Int { labels.count }
    var isFull: Bool { labels.count >= Self.capacity }

    /// What waits for this prediction.
    func label(of number: Int64, ownID: String?) -> ToldLabel? {
        labels.isEmpty ? nil : labels[Self.key(number, ownID)]
    }

    /// Keeps a label; one that waits for the same prediction is forgotten.
    mutating func add(_ told: ToldLabel) {
        let key = Self.key(told.event, told.ownID)
        if labels[key] == nil { order.append(key) }
        labels[key] = told
    }

    /// Gives the label that waits for this prediction away.
    ///
    /// - Complexity: O(1) where none does.
    mutating func take(_ number: Int64, ownID: String? = nil) -> ToldLabel? {
        guard !labels.isEmpty else { return nil }
        let key = Self.key(number, ownID)
        guard let told = labels.removeValue(forKey: key) else { return nil }
        order.removeAll { $0 == key }
        return told
    }

    /// Forgets those that were told before `moment`.
    mutating func forget(before moment: Timestamp) {
        while let first = order.first, let told = labels[first], told.time < moment {
            labels[first] = nil
            order.removeFirst()
        }
    }

    private static func key(_ number: Int64, _ ownID: String?) -> Key {
        if let ownID { .name(ownID) } else { .number(number) }
    }
}

extension OrphanBook: Codable {
    init(from decoder: any Decoder) throws {
        for told in try [ToldLabel](from: decoder) { add(told) }
    }

    func encode(to encoder: any Encoder) throws {
        try order.compactMap { labels[$0] }.encode(to: encoder)
    }
}
