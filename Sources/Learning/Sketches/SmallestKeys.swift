/// The elements with the smallest keys, up to a number of them.
///
/// A binary heap with the largest key first, so that it is found and replaced quickly.
struct SmallestKeys<Element: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    private struct Entry: Hashable, Codable, Sendable {
        let key: Double
        let element: Element
    }

    let capacity: Int
    private var entries: [Entry] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { entries.count }

    /// The key that a new element must be below; nil while there is room.
    var threshold: Double? { entries.count == capacity ? entries[0].key : nil }

    /// The elements, smallest key first.
    var elements: [Element] { entries.sorted { $0.key < $1.key }.map(\.element) }

    /// - Complexity: O(log capacity)
    mutating func insert(_ element: Element, key: Double) {
        let entry = Entry(key: key, element: element)
        guard let threshold else {
            entries.append(entry)
            return siftUp()
        }
        guard key < threshold else { return }
        entries[0] = entry
        siftDown()
    }

    mutating func formUnion(_ other: Self) {
        for entry in other.entries { insert(entry.element, key: entry.key) }
    }

    private mutating func siftUp() {
        var child = entries.count - 1
        while child > 0, entries[child].key > entries[(child - 1) / 2].key {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
            guard let largest = children.max(by: { entries[$0].key < entries[$1].key }),
                entries[largest].key > entries[parent].key
            else { return }
            entries.swapAt(parent, largest)
            parent = largest
        }
    }
}
