import Domain

/// The tree-structured Parzen estimator, over all parameters that apply together at once.
///
/// The best trials make one density and the others another; of points drawn from the first, the one is suggested at
/// which it is greatest against the second. Failed and running trials are among the others, which keeps away from them.
/// Parameters that apply under the same condition have densities of their own, from the trials in which they applied.
/// The first trials cover the space evenly.
///
/// Sources: Bergstra et al., "Algorithms for Hyper-Parameter Optimization", NIPS 2011; Falkner, Klein, Hutter, "BOHB",
/// ICML 2018, for densities over several parameters; Watanabe, "Tree-Structured Parzen Estimator: Understanding Its
/// Algorithm Components…", arXiv:2304.11127. The constants were chosen on the functions of ``SearchBenchmark``.
package struct ParzenSampler: Sampler {
    private static let goodShare = 0.08
    private static let mostGood = 25
    /// More of the others than these are thinned out evenly, which bounds a suggestion's cost.
    private static let mostOthers = 160
    private static let candidateCount = 24
    private static let goodEvenWeight = 0.35
    private static let otherEvenWeight = 1.0
    /// A failed trial keeps others away more than one that was merely not good.
    private static let failedWeight = 8.0
    private static let goodWidth = KernelWidth(factor: 0.2)
    private static let otherWidth = KernelWidth(factor: 0.15)

    package var history: SearchHistory
    private let groups: [[Int]]

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
        groups = space.groups
    }

    /// - Complexity: O(candidates × 160 × parameters), and O(n) to thin n trials out.
    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        guard history.trials.count >= EvenPoints.blockLength, history.scoredCount > 0 else {
            return history.space.point(EvenPoints.codes(number, of: history))
        }
        var generator = history.generator(for: number)
        let goodCount = min(Int((Self.goodShare * Double(history.scoredCount)).rounded(.up)), Self.mostGood)
        let good = history.ranking.prefix(goodCount).map { history.codes[$0] }
        let others = others(from: goodCount, running: running)
        var codes = [Double](repeating: .nan, count: history.space.parameters.count)
        for group in groups where history.space.applies(group[0], codes) {
            choose(group, in: &codes, good: good, others: others, using: &generator)
        }
        return history.space.point(codes)
    }

    /// Trials that rank behind the first, at most so many, evenly spread over the ranks; and those that run.
    private func others(from first: Int, running: [ParameterPoint]) -> [(codes: [Double], weight: Double)] {
        let rest = history.ranking.count - first
        let kept = min(rest, Self.mostOthers)
        let ended = (0..<kept).map { index in
            let place = history.ranking[first + index * rest / kept]
            let weight = history.trials[place].isFailed ? Self.failedWeight : 1
            return (codes: history.codes[place], weight: weight)
        }
        return ended + running.map { (history.space.codes(of: $0), 1) }
    }

    private func choose(
        _ group: [Int], in codes: inout [Double], good: [[Double]], others: [(codes: [Double], weight: Double)],
        using generator: inout SeededGenerator
    ) {
        let space = history.space
        let good = good.filter { !$0[group[0]].isNaN }
        let others = others.filter { !$0.codes[group[0]].isNaN }
        // The best weighs twice as much as the last of them.
        let weights = good.indices.map { 2 - Double($0) / Double(good.count) }
        let near = ParzenMixture(
            rows: good, weights: weights, places: group, space: space, evenWeight: Self.goodEvenWeight,
            rule: Self.goodWidth)
        let far = ParzenMixture(
            rows: others.map(\.codes), weights: others.map(\.weight), places: group, space: space,
            evenWeight: Self.otherEvenWeight, rule: Self.otherWidth)
        let candidates = (0..<Self.candidateCount).map { _ in
            var candidate = codes
            near.draw(into: &candidate, using: &generator)
            for place in group { candidate[place] = space.scales[place].settled(candidate[place]) }
            return candidate
        }
        let gains = zip(near.logDensities(at: candidates), far.logDensities(at: candidates)).map { $0 - $1 }
        var best = 0
        for index in gains.indices where gains[index] > gains[best] { best = index }
        codes = candidates[best]
    }
}
