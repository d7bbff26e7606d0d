import Domain

/// The tree-structured Parzen estimator over all parameters that apply together.
package struct ParzenSampler: Sampler {
    package var history: SearchHistory
    private let groups: [[Int]]

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
        groups = space.groups
    }

    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        var generator = history.generator(for: number)
        guard history.trials.count >= Int(Tune.get("startup", 10)), history.scoredCount > 0 else {
            return history.space.sample(using: &generator)
        }
        let n = Double(history.scoredCount)
        let gamma = Tune.get("gamma", 0.1)
        let root = Tune.get("root", 0)
        let good = root > 0 ? min(Int((root * n.squareRoot()).rounded(.up)), Int(Tune.get("cap", 25)))
            : min(max(Int((gamma * n).rounded(.up)), Int(Tune.get("least", 1))), Int(Tune.get("cap", 25)))
        let goodRows = history.ranking.prefix(good).map { history.codes[$0] }
        let badRows = history.ranking.dropFirst(good).map { history.codes[$0] } + running.map(history.space.codes)
        var codes = [Double](repeating: .nan, count: history.space.parameters.count)
        let uni = generator.unitInterval() < Tune.get("uni", 0)
        if generator.unitInterval() < Tune.get("narrow", 0) { Tune.v["nf"] = Tune.get("narrowf", 0.5) } else { Tune.v["nf"] = 1 }
        for group in uni ? groups.flatMap({ $0.map { [$0] } }) : groups where history.space.applies(group[0], codes) {
            fill(&codes, group, goodRows, badRows, using: &generator)
        }
        return history.space.point(codes)
    }

    private func fill(_ codes: inout [Double], _ group: [Int], _ goodRows: [[Double]], _ badRows: [[Double]], using generator: inout SeededGenerator) {
        let good = goodRows.filter { !$0[group[0]].isNaN }
        let bad = badRows.filter { !$0[group[0]].isNaN }
        let n = Double(good.count)
        let slope = Tune.get("slope", 0)
        let weights = good.indices.map { 1 + slope * (n - Double($0)) / n }
        let l = ParzenMixture(rows: good, weights: weights, places: group, space: history.space, evenWeight: Tune.get("pw", 1),
            rule: KernelWidth(factor: Tune.get("gf", 0.1) * Tune.get("nf", 1), floor: Tune.get("gfloor", 0.0), usesSpread: Tune.get("gs", 0) > 0))
        let g = ParzenMixture(rows: bad, weights: bad.map { _ in 1 }, places: group, space: history.space, evenWeight: Tune.get("pwb", 1),
            rule: KernelWidth(factor: Tune.get("bf", 0.2) * Tune.get("nf", 1), floor: Tune.get("bfloor", 0.0), usesSpread: Tune.get("bs", 0) > 0))
        let candidates = (0..<Int(Tune.get("cand", 24))).map { _ in
            var candidate = codes
            l.draw(into: &candidate, using: &generator)
            for place in group { candidate[place] = history.space.scales[place].settled(candidate[place]) }
            return candidate
        }
        let scores = zip(l.logDensities(at: candidates), g.logDensities(at: candidates)).map { $0 - $1 }
        var best = 0
        for index in scores.indices where scores[index] > scores[best] { best = index }
        codes = candidates[best]
    }
}
