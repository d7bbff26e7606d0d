/// Hit rate, mean reciprocal rank and normalised discounted gain at k, over ranked lists.
///
/// Lists without anything relevant do not count; without any other list the metrics are nil.
package struct RankingSums: MetricSums {
    private var weight = CompensatedSum()
    private var hits = CompensatedSum()
    private var reciprocalRanks = CompensatedSum()
    private var gains = CompensatedSum()

    package init() {}

    package mutating func accumulate(_ list: RankedList, weight: Double) {
        guard let gain = list.gain else { return }
        self.weight.add(weight)
        hits.add(weight * gain.hit)
        reciprocalRanks.add(weight * gain.reciprocalRank)
        gains.add(weight * gain.normalisedGain)
    }

    package mutating func scale(by factor: Double) {
        weight.scale(by: factor)
        hits.scale(by: factor)
        reciprocalRanks.scale(by: factor)
        gains.scale(by: factor)
    }

    package var hitRate: Double? { mean(hits) }

    package var meanReciprocalRank: Double? { mean(reciprocalRanks) }

    package var normalisedDiscountedGain: Double? { mean(gains) }

    private func mean(_ sum: CompensatedSum) -> Double? { weight.value > 0 ? sum.value / weight.value : nil }
}
