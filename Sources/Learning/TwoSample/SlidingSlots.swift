/// The slots of the newest values, a ring of fixed length.
struct SlidingSlots: Hashable, Codable, Sendable {
    let capacity: Int
    private var slots: [Int] = []
    private var oldest = 0

    /// - Throws: ``DistanceError/windowRows(_:)``
    init(capacity: Int) throws(DistanceError) {
        guard capacity >= 1 else { throw .windowRows(capacity) }
        self.capacity = capacity
    }

    var isFull: Bool { slots.count == capacity }

    /// Takes a slot in.
    ///
    /// - Returns: The slot that left for it; nil while the window fills.
    mutating func push(_ slot: Int) -> Int? {
        guard isFull else {
            slots.append(slot)
            return nil
        }
        let left = slots[oldest]
        slots[oldest] = slot
        oldest = (oldest + 1) % capacity
        return left
    }
}
