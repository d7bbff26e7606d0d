import Domain

/// The predictions that wait for their labels, by event id.
struct PredictionBuffer: Codable, Sendable {
    private var waiting: [Int64: PendingPrediction] = [:]
    /// Ids in order of arrival, with those already taken among them.
    private var order: [Int64] = []
    private var head = 0

    var count: Int { waiting.count }

    /// - Complexity: O(1)
    mutating func add(_ pending: PendingPrediction) {
        waiting[pending.event.id] = pending
        order.append(pending.event.id)
    }

    /// Removes and gives the prediction that waits for this event's label; nil for an unknown or expired event.
    mutating func take(_ event: Int64) -> PendingPrediction? {
        waiting.removeValue(forKey: event)
    }

    /// Drops what has waited since before `moment` and gives how many that were.
    ///
    /// - Complexity: O(1) on average
    mutating func expire(before moment: Timestamp) -> Int {
        var expired = 0
        while head < order.count {
            if let oldest = waiting[order[head]] {
                guard oldest.event.time < moment else { break }
                waiting[order[head]] = nil
                expired += 1
            }
            head += 1
        }
        if head > 4_096, head > order.count / 2 {
            order.removeFirst(head)
            head = 0
        }
        return expired
    }

    private enum CodingKeys: String, CodingKey {
        case waiting
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for pending in try container.decode([PendingPrediction].self, forKey: .waiting) { add(pending) }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(order[head...].compactMap { waiting[$0] }, forKey: .waiting)
    }
}
