/// The population stability index of the newest values against a fixed reference, kept up value by value.
///
///     var index = try SlidingStability(reference: reference, quantiles: 10, windowRows: 500)
///     try index.update(value)
///     index.stability     // nil until 500 values came
///
/// Bins are cut at the reference's quantiles (``BinRule/referenceQuantiles(_:)``), so that it equals
/// ``ShareDistance/stability(from:to:bins:)`` of the window to the last bit.
package struct SlidingStability: Saved, Hashable {
    package static let savedName = "sliding-stability"
    package static let savedVersion = 1

    private let bins: NumberBins
    private let shares: [Double]
    private var window: SlidingSlots
    private var counts: [Int]
    /// Each bin's part of the index; a value that comes or goes changes one of them.
    private var terms: [Double]
    private var seen = 0

    /// - Throws: ``DistanceError`` for an empty reference, NaN or infinity in it, a window of no rows, or fewer than
    ///   two quantiles.
    package init(reference: [Double], quantiles: Int, windowRows: Int) throws(DistanceError) {
        try DistanceError.check(reference, .reference)
        window = try SlidingSlots(capacity: windowRows)
        let bins = try NumberBins(.referenceQuantiles(quantiles), reference: reference, current: [])
        let shares = bins.counts(reference).map { Double($0) / Double(reference.count) }
        self.bins = bins
        self.shares = shares
        counts = Array(repeating: 0, count: bins.count)
        terms = shares.map { ShareDistance.stabilityTerm($0, 0) }
    }

    /// Takes in the newest value; with a full window the oldest leaves.
    ///
    /// - Throws: ``DistanceError/notFinite(_:index:value:)``; the window is then as before.
    /// - Complexity: O(1), after a bin search in O(log bins)
    package mutating func update(_ value: Double) throws(DistanceError) {
        guard value.isFinite else { throw .notFinite(.current, index: seen, value: value) }
        seen += 1
        let bin = bins.bin(value)
        let left = window.push(bin)
        guard left != bin else { return }
        if let left { count(-1, in: left) }
        count(1, in: bin)
    }

    /// The index; nil until the window is full.
    ///
    /// - Complexity: O(bins)
    package var stability: Double? {
        window.isFull ? terms.reduce(0, +) : nil
    }

    private mutating func count(_ change: Int, in bin: Int) {
        counts[bin] += change
        terms[bin] = ShareDistance.stabilityTerm(shares[bin], Double(counts[bin]) / Double(window.capacity))
    }
}
