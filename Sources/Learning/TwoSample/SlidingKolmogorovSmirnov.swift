/// The Kolmogorov–Smirnov statistic of the newest values against a fixed reference, kept up value by value.
///
///     var test = try SlidingKolmogorovSmirnov(reference: reference, windowRows: 500)
///     try test.update(value)
///     test.statistic      // nil until 500 values came
///
/// As the reference stays, every value has its place: at one of the reference's values or in a gap between two. Within a
/// gap only one distribution function moves, so that the statistic is the largest running sum over places, which a tree
/// keeps; in whole numbers, hence exactly the statistic of the sorted samples, ties included.
///
/// Source: after dos Reis, Flach, Matwin and Batista, "Fast Unsupervised Online Drift Detection Using Incremental
/// Kolmogorov–Smirnov Test", KDD 2016, doi 10.1145/2939672.2939836; with a tree of fixed shape in place of a treap.
package struct SlidingKolmogorovSmirnov: Saved, Hashable {
    package static let savedName = "sliding-kolmogorov-smirnov"
    package static let savedVersion = 1

    /// The reference's values, ascending, each once.
    private let values: [Double]
    private let referenceRows: Int
    private var window: SlidingSlots
    /// Window rows for every reference value, less reference rows for every value of the window.
    private var differences: RangeSums
    private var seen = 0

    /// - Throws: ``DistanceError`` for an empty reference, NaN or infinity in it, or a window of no rows.
    /// - Complexity: O(n log n) for n reference rows
    package init(reference: [Double], windowRows: Int) throws(DistanceError) {
        try DistanceError.check(reference, .reference)
        window = try SlidingSlots(capacity: windowRows)
        var values: [Double] = []
        var slots = [0]
        for value in reference.sorted() {
            if values.last != value {
                values.append(value)
                slots += [0, 0]
            }
            slots[slots.count - 2] += windowRows
        }
        self.values = values
        referenceRows = reference.count
        differences = RangeSums(slots)
    }

    /// Takes in the newest value; with a full window the oldest leaves.
    ///
    /// - Throws: ``DistanceError/notFinite(_:index:value:)``; the window is then as before.
    /// - Complexity: O(log n)
    package mutating func update(_ value: Double) throws(DistanceError) {
        guard value.isFinite else { throw .notFinite(.current, index: seen, value: value) }
        seen += 1
        let slot = slot(of: value)
        if let left = window.push(slot) { differences.add(referenceRows, at: left) }
        differences.add(-referenceRows, at: slot)
    }

    /// The largest distance between both distribution functions, from 0 to 1; nil until the window is full.
    ///
    /// - Complexity: O(1)
    package var statistic: Double? {
        guard window.isFull else { return nil }
        return Double(max(differences.largest, -differences.smallest)) / Double(referenceRows * window.capacity)
    }

    /// 2 i + 1 at the reference's value i, 2 i in the gap before it.
    private func slot(of value: Double) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value { low = middle + 1 } else { high = middle }
        }
        return 2 * low + (low < values.count && values[low] == value ? 1 : 0)
    }
}
