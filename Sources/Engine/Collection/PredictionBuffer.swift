import Domain
import Foundation

/// The predictions that wait for their labels, by event id.
///
/// The newest are held whole; of the others only the id and the time are held, and what they are stands in the store.
/// So labels that come after weeks cost neither memory nor checkpoints as large as all that waits: about 40 bytes each
/// in memory and a few in a checkpoint.
struct PredictionBuffer: Sendable {
    /// When each waiting event happened.
    private var waiting: [Int64: Timestamp] = [:]
    /// Ids in order of arrival, with those already taken among them.
    private var order: [Int64] = []
    private var head = 0
    private var warm: [Int64: AnsweredEvent] = [:]
    /// Ids in the order in which they became warm.
    private var warmOrder: [Int64] = []
    private var warmHead = 0

    init() {}

    var count: Int { waiting.count }
    /// How many are held whole.
    var warmCount: Int { warm.count }

    /// - Complexity: O(1)
    mutating func add(_ answered: AnsweredEvent) {
        waiting[answered.event.id] = answered.event.time
        order.append(answered.event.id)
        keepWarm(answered)
    }

    /// Whether the event waits and has to be read from the store before its label is joined.
    func isCold(_ event: Int64) -> Bool {
        waiting[event] != nil && warm[event] == nil
    }

    /// Holds a cold event whole again.
    mutating func keepWarm(_ answered: AnsweredEvent) {
        warm[answered.event.id] = answered
        warmOrder.append(answered.event.id)
    }

    /// Lets go of the oldest that are held whole, down to `limit`.
    ///
    /// - Precondition: All of them are in the store.
    /// - Complexity: O(1) on average for each that was added
    mutating func cool(keeping limit: Int) {
        while warm.count > limit, warmHead < warmOrder.count {
            warm[warmOrder[warmHead]] = nil
            warmHead += 1
        }
        Self.shorten(&warmOrder, &warmHead)
    }

    /// Removes and gives the prediction that waits for this event's label; nil for an unknown or expired event.
    ///
    /// - Precondition: The event is not cold.
    mutating func take(_ event: Int64) -> AnsweredEvent? {
        waiting[event] = nil
        return warm.removeValue(forKey: event)
    }

    /// Drops what has waited since before `moment` and gives how many that were.
    ///
    /// - Complexity: O(1) on average
    mutating func expire(before moment: Timestamp) -> Int {
        var expired = 0
        while head < order.count {
            if let time = waiting[order[head]] {
                guard time < moment else { break }
                waiting[order[head]] = nil
                warm[order[head]] = nil
                expired += 1
            }
            head += 1
        }
        Self.shorten(&order, &head)
        return expired
    }

    /// Those that have waited since before `moment` and have to be read from the store before they can be given away.
    func cold(before moment: Timestamp) -> [Int64] {
        var cold: [Int64] = []
        for id in order[head...] {
            guard let time = waiting[id] else { continue }
            guard time < moment else { break }
            if warm[id] == nil { cold.append(id) }
        }
        return cold
    }

    /// Removes and gives what has waited since before `moment`, oldest first.
    ///
    /// - Precondition: None of it is cold.
    mutating func takeExpired(before moment: Timestamp) -> [AnsweredEvent] {
        var expired: [AnsweredEvent] = []
        while head < order.count {
            if let time = waiting[order[head]] {
                guard time < moment else { break }
                if let answered = take(order[head]) { expired.append(answered) }
            }
            head += 1
        }
        Self.shorten(&order, &head)
        return expired
    }

    private static func shorten(_ list: inout [Int64], _ head: inout Int) {
        guard head > 4_096, head > list.count / 2 else { return }
        list.removeFirst(head)
        head = 0
    }
}

extension PredictionBuffer: Codable {
    private enum CodingKeys: String, CodingKey {
        case ids
        case times
    }

    /// All that waits is cold after this.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        order = try PackedNumbers.unpack(try container.decode(Data.self, forKey: .ids))
        let times = try PackedNumbers.unpack(try container.decode(Data.self, forKey: .times))
        guard times.count == order.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .times, in: container, debugDescription: "\(order.count) events with \(times.count) times")
        }
        for (id, time) in zip(order, times) { waiting[id] = Timestamp(rawValue: time) }
    }

    func encode(to encoder: any Encoder) throws {
        let ids = order[head...].filter { waiting[$0] != nil }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PackedNumbers.pack(ids), forKey: .ids)
        try container.encode(PackedNumbers.pack(ids.compactMap { waiting[$0]?.rawValue }), forKey: .times)
    }
}
