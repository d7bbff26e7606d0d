import Domain
import Learning

/// Draws a search's trials: the plain retrain of the champion's own recipe first, then random points of the space.
struct SearchPlanner {
    let definition: PipelineDefinition

    /// The runs of a search, numbered from `first`.
    ///
    /// Each trial's generator is seeded from the search's seed, the search's and the run's number, so that order and
    /// parallelism do not matter.
    func runs(
        search: Int, purpose: SearchState.Purpose, champion: TrialSpecification?, first: Int
    ) -> [RunRecord] {
        switch purpose {
        case .initial:
            return [record(initial(search: search), kind: .initial, search: search, number: first)]
        case .drill:
            var specification = champion ?? initial(search: search)
            specification.shufflesLabels = true
            // A live one would soon have unlearned the nonsense that the drill is about.
            specification.updates = .frozen
            specification.seed = seed(search: search, run: first)
            return [record(specification, kind: .drill, search: search, number: first)]
        case .improve:
            return improving(search: search, champion: champion, first: first)
        }
    }

    private func improving(search: Int, champion: TrialSpecification?, first: Int) -> [RunRecord] {
        var runs: [RunRecord] = []
        if var plain = champion {
            plain.seed = seed(search: search, run: first)
            plain.shufflesLabels = false
            runs.append(record(plain, kind: .plainRetrain, search: search, number: first))
        }
        while runs.count < definition.search.trials {
            let number = first + runs.count
            var generator = SeededGenerator(seed: seed(search: search, run: number))
            var specification = SearchSpace.sample(
                definition: definition.search, features: definition.features, task: definition.task,
                using: &generator)
            specification.seed = seed(search: search, run: number)
            runs.append(record(specification, kind: .trial, search: search, number: number))
        }
        return runs
    }

    func initial(search: Int) -> TrialSpecification {
        let initial = definition.initial
        return SearchSpace.plain(
            learner: initial.learner, updates: initial.updates,
            features: FeatureRecipe(
                calendar: definition.features.calendar, usesLags: initial.lags && !definition.features.lags.isEmpty,
                families: initial.lags ? definition.features.families : []),
            window: initial.rows, seed: seed(search: search, run: 1))
    }

    private func record(
        _ specification: TrialSpecification, kind: RunRecord.Kind, search: Int, number: Int
    ) -> RunRecord {
        RunRecord(
            number: number, search: search, kind: kind, state: .waiting, specification: specification,
            summary: SearchSpace.summary(of: specification))
    }

    /// 31 bits, so that every library takes it as it is.
    private func seed(search: Int, run: Int) -> UInt64 {
        var generator = SeededGenerator(
            seed: definition.search.seed &* 1_000_003 &+ UInt64(search) &* 7_919 &+ UInt64(run))
        return generator.next() >> 33
    }
}
