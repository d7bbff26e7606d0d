import Domain

/// What is known of each entity: a bounded number of them, the one that was not seen for the longest time goes first.
///
/// Entities lie in shards by a hash of their name; a copy that is read elsewhere costs one shard at the next change, not
/// all of them.
struct EntityMemory: Codable, Hashable, Sendable {
    private struct Entry: Codable, Hashable, Sendable {
        var name: String
        /// The newest row, or the newest event that a label came for.
        var seen: Timestamp
        var labels = 0.0
        var means: [Double]
        var fading: [Double]
        var last: Double?
        var lastTime: Timestamp?
    }

    private static let shardCount = 128
    private static let entitiesInShard = 64
    /// A new label moves the fading mean by so much at least.
    private static let step = 0.2

    static var capacity: Int { shardCount * entitiesInShard }

    private var shards: [[Entry]] = Array(repeating: [], count: shardCount)
    /// Entities that gave way to newer ones.
    private(set) var evicted: Int64 = 0

    var count: Int { shards.reduce(0) { $0 + $1.count } }

    /// Appends how many labels there are, the seconds since the entity was seen, its last label, means and fading means.
    func append(_ name: String?, at time: Timestamp, _ layout: RowMemoryLayout, to features: inout [Double]) {
        let known = name.flatMap { name in shards[Self.shard(of: name)].first { $0.name == name } }
        guard let known else {
            features.append(name == nil ? .nan : 0)
            features.append(contentsOf: repeatElement(.nan, count: layout.entity.count - 1))
            return
        }
        features.append(known.labels)
        features.append((time - known.seen).seconds)
        features.append(known.last ?? .nan)
        let isKnown = known.labels > 0
        for channel in 0..<layout.channels { features.append(isKnown ? known.means[channel] : .nan) }
        for channel in 0..<layout.channels { features.append(isKnown ? known.fading[channel] : .nan) }
    }

    /// Notes that a row of the entity came.
    mutating func see(_ name: String, at time: Timestamp, _ layout: RowMemoryLayout) {
        let shard = Self.shard(of: name)
        let index = place(of: name, in: shard, at: time, layout)
        shards[shard][index].seen = max(shards[shard][index].seen, time)
    }

    /// Counts the label of an event of the entity in.
    mutating func add(_ label: Double, of name: String, at time: Timestamp, _ layout: RowMemoryLayout) {
        let shard = Self.shard(of: name)
        let index = place(of: name, in: shard, at: time, layout)
        var entry = shards[shard][index]
        entry.labels += 1
        for channel in 0..<layout.channels {
            let level = layout.level(label, channel: channel)
            entry.means[channel] += (level - entry.means[channel]) / entry.labels
            entry.fading[channel] += (level - entry.fading[channel]) * max(1 / entry.labels, Self.step)
        }
        if entry.lastTime.map({ $0 <= time }) ?? true { (entry.last, entry.lastTime) = (label, time) }
        shards[shard][index] = entry
    }

    /// The entity's place in its shard; a new one takes that of the oldest where the shard is full.
    private mutating func place(of name: String, in shard: Int, at time: Timestamp, _ layout: RowMemoryLayout) -> Int {
        if let index = shards[shard].firstIndex(where: { $0.name == name }) { return index }
        let none = Array(repeating: 0.0, count: layout.channels)
        let entry = Entry(name: name, seen: time, means: none, fading: none)
        guard shards[shard].count >= Self.entitiesInShard else {
            shards[shard].append(entry)
            return shards[shard].count - 1
        }
        evicted += 1
        var oldest = 0
        for index in shards[shard].indices where shards[shard][index].seen < shards[shard][oldest].seen {
            oldest = index
        }
        shards[shard][oldest] = entry
        return oldest
    }

    /// By FNV-1a: the same shard on every machine.
    private static func shard(of name: String) -> Int {
        let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(shardCount))
    }
}
