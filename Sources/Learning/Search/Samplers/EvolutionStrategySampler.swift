import Domain

/// CMA-ES on the numbers, with shares that follow the better trials for the categories.
///
/// A population is the next trials in the order of their numbers, whoever suggested them; failed ones count for
/// nothing. When the numbers have drawn together they begin anew elsewhere with twice the population.
///
/// Source of the categories' shares: Hamano et al., "CatCMA: Stochastic Optimization for Mixed-Category Problems",
/// GECCO 2024, in a simpler form.
package struct EvolutionStrategySampler: Sampler {
    private static let firstStep = 0.2
    /// Where no axis reaches farther, the numbers have drawn together.
    private static let narrow = 1e-4
    /// The least deviation of a whole number, in steps of 1.
    private static let leastWidth = 0.4

    package var history: SearchHistory
    private let numbers: [Int]
    private let categories: [Int]
    private var normal: AdaptedNormal
    private var shares: [ChoiceShares] = []
    private var population = 0
    private var restarts = 0
    /// Trials of the history that populations have used.
    private var used = 0

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
        numbers = space.parameters.indices.filter { space.scales[$0].choiceCount == nil }
        categories = space.parameters.indices.filter { space.scales[$0].choiceCount != nil }
        normal = AdaptedNormal(mean: [], step: 0, leastWidths: [])
        begin()
    }

    package mutating func observe(_ trial: ObservedTrial) {
        let isNext = trial.number > history.trials.last?.number ?? .min
        history.insert(trial)
        if !isNext { begin() }
        while used + population <= history.trials.count { advance() }
    }

    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        var generator = history.generator(for: number)
        var codes = [Double](repeating: .nan, count: history.space.parameters.count)
        for (place, value) in zip(numbers, normal.draw(using: &generator)) {
            codes[place] = history.space.scales[place].settled(value)
        }
        for (place, shares) in zip(categories, shares) { codes[place] = Double(shares.draw(using: &generator)) }
        return history.space.point(codes)
    }

    private mutating func begin() {
        population = 4 + Int(3 * Elementary.log(Double(history.space.parameters.count)))
        restarts = 0
        used = 0
        normal = normal(around: numbers.map { _ in 0.5 })
        shares = categories.map { ChoiceShares(count: history.space.scales[$0].choiceCount ?? 1) }
    }

    private func normal(around mean: [Double]) -> AdaptedNormal {
        let leastWidths = numbers.map { Self.leastWidth / history.space.scales[$0].valueCount }
        return AdaptedNormal(mean: mean, step: Self.firstStep, leastWidths: leastWidths)
    }

    /// Moves by the next population.
    private mutating func advance() {
        let ranked = (used..<used + population).filter { !history.trials[$0].isFailed }
            .sorted { history.trials[$0].precedes(history.trials[$1]) }.map { history.codes[$0] }
        used += population
        guard ranked.count > 1 else { return }
        for (index, place) in categories.enumerated() {
            let better = ranked.prefix(ranked.count / 2).map { $0[place] }
            shares[index].move(towards: better.filter { !$0.isNaN }.map { Int($0) })
        }
        guard !numbers.isEmpty else { return }
        normal.move(ranked.map { codes in numbers.map { codes[$0] } })
        if normal.reach < Self.narrow { restart() }
    }

    private mutating func restart() {
        restarts += 1
        population *= 2
        let mean = EvenPoints.codes(restarts, of: history)
        normal = normal(around: numbers.map { mean[$0] })
    }
}
