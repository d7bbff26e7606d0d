/// The mean of a stream since a detector began, and of its two parts about the moment marked last.
struct SplitMean: Hashable, Codable, Sendable {
    private(set) var count = 0
    private(set) var sum = 0.0
    private var markedCount = 0
    private var markedSum = 0.0

    mutating func add(_ value: Double) {
        count += 1
        sum += value
    }

    /// The newest value ends the first part.
    mutating func mark() {
        markedCount = count
        markedSum = sum
    }

    /// Nil before the first value.
    var mean: Double? { count > 0 ? sum / Double(count) : nil }

    /// The means of both parts; nil where one is empty.
    var change: MeanChange? {
        guard markedCount > 0, markedCount < count else { return nil }
        return MeanChange(
            before: markedSum / Double(markedCount), after: (sum - markedSum) / Double(count - markedCount))
    }
}
