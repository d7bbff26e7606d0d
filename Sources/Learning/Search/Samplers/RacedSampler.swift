import Domain

/// Several samplers that share all trials; those whose suggestions turn out well get more of the next.
///
/// Trials come in rounds. The first rounds are the Parzen estimator's, which is the best with few trials; each later
/// round's shares follow from how many of a member's suggestions were among the best tenth, up to the round before the
/// last. So the shares are known in time where as many trials run side by side as a round is long.
package struct RacedSampler: Sampler {
    /// Trials a round.
    package static let roundLength = 12
    private static let leadRounds = 6
    private static let bestShare = 0.1
    /// How much of what is known of a member outlasts a round.
    private static let memory = 0.8
    private static let leastShare = 0.05
    /// What is assumed of each before it has suggested anything: so many trials, of which so many good ones.
    private static let assumed = (tries: 2.0, hits: 0.6)

    package var history: SearchHistory
    private var members: [any Sampler]
    /// The members' shares of each round known.
    private var shares: [[Double]] = []
    private var tries: [Double] = []
    private var hits: [Double] = []

    package init(space: ParameterSpace, seed: UInt64) {
        history = SearchHistory(space: space, seed: seed)
        members = [
            ParzenSampler(space: space, seed: seed), EvolutionStrategySampler(space: space, seed: seed),
            EvolutionSampler(space: space, seed: seed),
        ]
        begin()
    }

    package mutating func observe(_ trial: ObservedTrial) {
        let isNext = trial.number > history.trials.last?.number ?? .min
        history.insert(trial)
        for index in members.indices { members[index].observe(trial) }
        if !isNext { begin() }
        guard let newest = history.trials.last?.number else { return }
        while newest / Self.roundLength > shares.count - 2 { judge(round: shares.count - 2) }
    }

    package func proposal(number: Int, running: [ParameterPoint]) -> ParameterPoint {
        members[member(of: number)].proposal(number: number, running: running)
    }

    private mutating func begin() {
        shares = Array(repeating: members.indices.map { $0 == 0 ? 1 : 0 }, count: Self.leadRounds)
        tries = members.map { _ in Self.assumed.tries }
        hits = members.map { _ in Self.assumed.hits }
    }

    /// Who suggests a trial.
    private func member(of number: Int) -> Int {
        var generator = history.generator(for: ~number)
        let draw = generator.unitInterval()
        let round = shares[min(number / Self.roundLength, shares.count - 1)]
        var sum = 0.0
        let member = round.firstIndex { share in
            sum += share
            return draw < sum
        }
        return member ?? round.count - 1
    }

    /// Counts a round's trials, and adds the shares of the round after the next.
    private mutating func judge(round: Int) {
        let trials = round * Self.roundLength..<(round + 1) * Self.roundLength
        let known = history.ranking.filter { history.trials[$0].number < trials.upperBound }
        let best = known.prefix(max(Int(Double(known.count) * Self.bestShare), 1)).map { history.trials[$0].number }
        for index in members.indices {
            tries[index] *= Self.memory
            hits[index] *= Self.memory
        }
        for number in trials where number >= history.warmStarts.count {
            let member = member(of: number)
            tries[member] += 1
            if best.contains(number) { hits[member] += 1 }
        }
        let rates = members.indices.map { hits[$0] / max(tries[$0], 1) }
        let squares = rates.map { $0 * $0 + 1e-6 }
        let sum = squares.reduce(0, +)
        let free = 1 - Self.leastShare * Double(members.count)
        shares.append(squares.map { Self.leastShare + free * $0 / sum })
    }
}
