import Domain

/// Remembers the keys of the newest rows, so that a row that comes twice is known.
///
/// It keeps 64-bit hashes of the last 20,000 keys: among so many, two different keys meet with a chance below 1 in 10¹¹.
struct KeyMemory: Codable, Sendable {
    private static let capacity = 20_000

    private var hashes: Set<UInt64> = []
    private var order: [UInt64] = []
    private var oldest = 0

    /// Counts the key in; false where it was there already.
    ///
    /// - Complexity: O(length of the key)
    mutating func insert(_ key: [FieldValue]) -> Bool {
        let hash = Self.hash(of: key)
        guard hashes.insert(hash).inserted else { return false }
        if order.count < Self.capacity {
            order.append(hash)
        } else {
            hashes.remove(order[oldest])
            order[oldest] = hash
            oldest = (oldest + 1) % Self.capacity
        }
        return true
    }

    /// FNV-1a over the values' text; `Hasher` is seeded anew in each process and would not repeat.
    private static func hash(of key: [FieldValue]) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for value in key {
            for byte in value.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0x1f) &* 0x100_0000_01b3
        }
        return hash
    }

    private enum CodingKeys: String, CodingKey {
        case order
        case oldest
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        order = try container.decode([UInt64].self, forKey: .order)
        oldest = try container.decode(Int.self, forKey: .oldest)
        hashes = Set(order)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(order, forKey: .order)
        try container.encode(oldest, forKey: .oldest)
    }
}
