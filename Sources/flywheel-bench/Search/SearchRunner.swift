import Learning

/// Runs our samplers on the benchmark functions.
struct SearchRunner {
    static let budgets = [50, 100, 200]

    let seeds: Int

    /// The best losses of a sampler's seeds on a function, one figure a budget.
    func figures(_ kind: SamplerKind, on function: SearchBenchmark) throws -> [SearchFigure] {
        let space = try function.space
        let runs = (1...seeds).map { seed in
            losses(kind.sampler(space: space, seed: UInt64(seed)), on: function)
        }
        return Self.budgets.map { budget in
            let best = runs.map { $0.prefix(budget).reduce(.infinity, min) }
            return SearchFigure(
                function: function, sampler: kind.rawValue, trials: budget, best: Quartiles(of: best))
        }
    }

    private func losses(_ sampler: any Sampler, on function: SearchBenchmark) -> [Double] {
        var sampler = sampler
        return (0..<(Self.budgets.max() ?? 0)).map { number in
            Self.step(&sampler, number) { function.loss(at: $0) }
        }
    }

    /// What a trial costs a sampler, its suggestion and its observation, after 1,000 in seven floats.
    func cost(_ kind: SamplerKind) throws -> SearchCost {
        let space = try ParameterSpace((0..<7).map { Parameter("x\($0)", .float(low: 0, high: 1)) })
        var sampler = kind.sampler(space: space, seed: 1)
        let (before, measured) = (1_000, 200)
        for number in 0..<before { _ = Self.step(&sampler, number, bowl) }
        let begin = ProcessorClock.seconds
        for number in before..<before + measured { _ = Self.step(&sampler, number, bowl) }
        let seconds = ProcessorClock.seconds - begin
        return SearchCost(sampler: kind.rawValue, milliseconds: seconds * 1_000 / Double(measured))
    }

    private func bowl(_ point: ParameterPoint) -> Double {
        point.entries.compactMap(\.value.number).reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) }
    }

    private static func step(
        _ sampler: inout any Sampler, _ number: Int, _ function: (ParameterPoint) -> Double
    ) -> Double {
        let point = sampler.suggest(number: number)
        let loss = function(point)
        sampler.observe(ObservedTrial(number: number, point: point, result: .loss(loss)))
        return loss
    }
}
