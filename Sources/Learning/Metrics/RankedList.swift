/// How well one ranked list of items put the relevant ones first, once their relevance is known.
package struct RankedList: Hashable, Codable, Sendable {
    /// Metrics of a list that has anything relevant.
    package struct Gain: Hashable, Codable, Sendable {
        /// 1 where a relevant item is among the first k, else 0.
        package let hit: Double
        /// 1 ÷ the place of the first relevant item; 0 where it is not among the first k.
        package let reciprocalRank: Double
        /// Discounted gain of the first k over that of the best order.
        package let normalisedGain: Double
    }

    /// Nil where nothing in the list is relevant: no order is then better than another.
    package let gain: Gain?

    /// - Parameters:
    ///   - relevances: One an item in predicted order, best first, of all items; 0 is not relevant.
    ///   - k: Places that are looked at.
    /// - Throws: ``MetricError`` for fewer than one place, and for a relevance that is negative or not finite.
    /// - Complexity: O(n log n)
    ///
    /// Source: Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002 (linear gain, log₂).
    package init(relevances: [Double], k: Int) throws(MetricError) {
        guard k > 0 else { throw .cutoff(k) }
        for (index, relevance) in relevances.enumerated() {
            guard relevance.isFinite, relevance >= 0 else { throw .relevance(index: index, relevance) }
        }
        let best = Self.discountedGain(relevances.sorted(by: >).prefix(k))
        guard best > 0 else {
            gain = nil
            return
        }
        let first = relevances.prefix(k).firstIndex { $0 > 0 }
        gain = Gain(
            hit: first == nil ? 0 : 1, reciprocalRank: first.map { 1 / Double($0 + 1) } ?? 0,
            normalisedGain: Self.discountedGain(relevances.prefix(k)) / best)
    }

    private static func discountedGain(_ relevances: ArraySlice<Double>) -> Double {
        relevances.enumerated().reduce(0) { sum, item in
            sum + item.element * Elementary.log(2) / Elementary.log(Double(item.offset + 2))
        }
    }
}
