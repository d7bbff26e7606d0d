/// Metrics over the newest examples only.
///
///     var recent = try Windowed(ConfusionMatrix(), capacity: 1000)
///     try recent.add(LabelPair(truth: 1, predicted: 0))
///     recent.sums.kappa
///
/// The oldest example is taken out of the sums when a new one comes in; after each full turn of the window they are
/// summed afresh, so that no rounding error grows with the stream.
package struct Windowed<Sums: MetricSums>: Hashable, Codable, Sendable {
    private struct Entry: Hashable, Codable, Sendable {
        let example: Sums.Example
        let weight: Double
    }

    package let capacity: Int
    private let empty: Sums
    private var entries: [Entry] = []
    private var oldest = 0
    /// The sums over the examples in the window.
    package private(set) var sums: Sums

    /// - Parameters:
    ///   - empty: Sums in which nothing was counted.
    ///   - capacity: Examples that the window holds; one of weight 2 takes one place.
    /// - Throws: ``MetricError/capacity(_:)`` where the window would be empty.
    package init(_ empty: Sums, capacity: Int) throws(MetricError) {
        guard capacity > 0 else { throw .capacity(capacity) }
        self.capacity = capacity
        self.empty = empty
        sums = empty
    }

    /// Examples in the window.
    package var count: Int { entries.count }

    /// Counts one example in, and the oldest out where the window is full.
    ///
    /// - Throws: ``MetricError/weight(_:)`` where the weight is negative or not finite.
    /// - Complexity: O(1) amortised
    package mutating func add(_ example: Sums.Example, weight: Double = 1) throws(MetricError) {
        try MetricWeight.check(weight)
        guard weight > 0 else { return }
        let entry = Entry(example: example, weight: weight)
        sums.accumulate(example, weight: weight)
        guard entries.count == capacity else { return entries.append(entry) }
        sums.accumulate(entries[oldest].example, weight: -entries[oldest].weight)
        entries[oldest] = entry
        oldest = (oldest + 1) % capacity
        if oldest == 0 { sumAfresh() }
    }

    private mutating func sumAfresh() {
        sums = empty
        for entry in entries { sums.accumulate(entry.example, weight: entry.weight) }
    }
}
