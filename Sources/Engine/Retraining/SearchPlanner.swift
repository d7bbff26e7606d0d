import Domain
import Learning

/// What a search runs: the first version's one run, a drill's, or trials, drawn one after the other as results come in.
struct SearchPlanner {
    let definition: PipelineDefinition

    /// The one run of a search that draws nothing; nil for one that improves.
    func single(_ purpose: SearchState.Purpose, search: Int, champion: TrialSpecification?, number: Int) -> RunRecord? {
        switch purpose {
        case .initial:
            return record(initial(search: search), kind: .initial, search: search, number: number)
        case .drill:
            var specification = champion ?? initial(search: search)
            specification.shufflesLabels = true
            // A live one would soon have unlearned the nonsense that the drill is about.
            specification.updates = .frozen
            specification.seed = seed(search: search, run: number)
            return record(specification, kind: .drill, search: search, number: number)
        case .improve:
            return nil
        }
    }

    /// The first run of a search that improves: the champion's own recipe on the new data.
    func plainRetrain(of champion: TrialSpecification, search: Int, number: Int) -> RunRecord {
        var plain = champion
        plain.seed = seed(search: search, run: number)
        plain.shufflesLabels = false
        plain.start = nil
        plain.base = nil
        return record(
            plain, kind: .plainRetrain, search: search, number: number,
            tracking: RunTracking(origin: .plain, sampler: "champion", slices: definition.search.strategy.slices))
    }

    func initial(search: Int) -> TrialSpecification {
        let initial = definition.initial
        let features = FeatureRecipe(
            calendar: definition.features.calendar, usesLags: initial.lags && !definition.features.lags.isEmpty,
            families: initial.lags ? definition.features.families : [])
        let seed = seed(search: search, run: 1)
        if let program = initial.program {
            return SearchSpace.plain(program: program, features: features, window: initial.rows, seed: seed)
        }
        return SearchSpace.plain(
            learner: initial.learner, updates: initial.updates, features: features, window: initial.rows, seed: seed)
    }

    func record(
        _ specification: TrialSpecification, kind: RunRecord.Kind, search: Int, number: Int,
        tracking: RunTracking? = nil
    ) -> RunRecord {
        RunRecord(
            number: number, search: search, kind: kind, state: .waiting, specification: specification,
            summary: SearchSpace.summary(of: specification), tracking: tracking)
    }

    /// 31 bits, so that every library takes it as it is.
    ///
    /// Each run's generator is seeded from the search's seed, the search's and the run's number, so that order and
    /// parallelism do not matter.
    func seed(search: Int, run: Int) -> UInt64 {
        var generator = SeededGenerator(
            seed: definition.search.seed &* 1_000_003 &+ UInt64(search) &* 7_919 &+ UInt64(bitPattern: Int64(run)))
        return generator.next() >> 33
    }
}
