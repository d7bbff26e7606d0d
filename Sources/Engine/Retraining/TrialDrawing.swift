import Domain
import Learning

/// Draws the next trial of a search from what has been told of it so far.
///
/// Trials are of two kinds. *Warm* ones begin with what earlier searches found and then follow a sampler that knows all
/// trials; *cold* ones follow a sampler that knows the cold ones of this search alone, so that the two can be compared.
/// Without a memory all are cold.
struct TrialDrawing {
    private static let triesForANewPoint = 20

    let definition: PipelineDefinition
    let search: SearchState
    let space: TrialSpace
    let higherIsBetter: Bool

    /// - Throws: ``ParameterSpaceError`` where the definition makes no space.
    init(_ search: SearchState, _ definition: PipelineDefinition) throws(ParameterSpaceError) {
        self.search = search
        self.definition = definition
        higherIsBetter = definition.task.higherIsBetter
        space = try TrialSpace(
            definition: definition.search, features: definition.features, task: definition.task,
            scene: search.dataset?.scene ?? SearchScene())
    }

    /// The run that comes next; nil where the space holds none that was not tried.
    func next(number: Int) -> RunRecord? {
        let planner = SearchPlanner(definition: definition)
        let seed = planner.seed(search: search.number, run: number)
        let strategy = definition.search.strategy
        let bars = SliceScores(search.runs, higherIsBetter: higherIsBetter)
            .bars(strategy.stopping, slices: strategy.slices)
        func record(_ specification: TrialSpecification, _ origin: RunTracking.Origin, _ sampler: String) -> RunRecord {
            planner.record(
                specification, kind: .trial, search: search.number, number: number,
                tracking: RunTracking(origin: origin, sampler: sampler, slices: strategy.slices, bars: bars))
        }
        if let recalled = nextRecalled {
            var specification = recalled.specification
            specification.begin(recalling: recalled.base)
            return record(specification, .recalled, "archive")
        }
        let isCold = isNextCold
        let place = (isCold ? cold : warm).count
        if !isCold, place < warmPoints.count {
            var specification = space.specification(at: warmPoints[place], seed: seed)
            if !isKnown(specification) { return record(specification, .warm, "memory") }
            specification.seed = seed
        }
        guard let specification = drawn(isCold: isCold, seed: seed) else { return nil }
        return record(specification, isCold ? .cold : .warm, strategy.sampler.rawValue)
    }

    // MARK: Kinds of trials

    private var scene: SearchScene { search.dataset?.scene ?? SearchScene() }
    private var drawnTrials: [RunRecord] { search.runs.filter { $0.kind == .trial && origin(of: $0) != .recalled } }
    private var cold: [RunRecord] { drawnTrials.filter { origin(of: $0) == .cold } }
    private var warm: [RunRecord] { drawnTrials.filter { origin(of: $0) == .warm } }

    private func origin(of run: RunRecord) -> RunTracking.Origin { run.tracking?.origin ?? .cold }

    /// Every so many trials one is cold; all are where there is no memory.
    private var isNextCold: Bool {
        guard !scene.memories.isEmpty else { return true }
        let share = definition.search.strategy.coldShare
        let count = drawnTrials.count + 1
        return (Double(count) * share).rounded(.down) > (Double(count - 1) * share).rounded(.down)
    }

    /// A third of the trials at most takes what memory says as it is.
    private var warmPoints: [ParameterPoint] {
        let most = max(1, (search.trialLimit ?? definition.search.trials) / 3)
        var points: [ParameterPoint] = []
        for memory in scene.memories where points.count < most {
            let point = space.point(of: memory)
            if !points.contains(point) { points.append(point) }
        }
        return points
    }

    private var nextRecalled: SearchScene.Base? {
        guard definition.search.strategy.starts.contains(.recall) else { return nil }
        return scene.bases.first { base in
            !base.isChampion && !search.runs.contains { $0.specification.base == base.base }
        }
    }

    // MARK: Drawing

    /// A sampler counts the trials that it knows from 0.
    private func drawn(isCold: Bool, seed: UInt64) -> TrialSpecification? {
        let searchSeed = SearchPlanner(definition: definition).seed(search: search.number, run: isCold ? -1 : -2)
        // A champion that is a blend is no point of the space, nor is its plain retrain.
        let history =
            isCold
            ? cold : search.trials.filter { origin(of: $0) != .recalled && $0.specification.members == nil }
        let running = history.filter { !$0.state.isOver }.map { space.point(of: $0.specification) }
        let scores = SliceScores(search.runs, higherIsBetter: higherIsBetter)
        var sampler = definition.search.strategy.sampler.kind.sampler(space: space.space, seed: searchSeed)
        for (place, run) in history.enumerated() where run.state.isOver {
            sampler.observe(
                ObservedTrial(number: place, point: space.point(of: run.specification), result: result(run, scores)))
        }
        let first = space.specification(at: sampler.suggest(number: history.count, running: running), seed: seed)
        if !isKnown(first) { return first }
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<Self.triesForANewPoint {
            let other = space.sample(using: &generator, seed: seed)
            if !isKnown(other) { return other }
        }
        return nil
    }

    private func result(_ run: RunRecord, _ scores: SliceScores) -> ObservedTrial.Result {
        guard let loss = scores.loss(of: run) else { return .failed }
        switch run.state {
        case .completed: return .loss(loss)
        case .stopped: return .stopped(rung: (run.tracking?.curve.count ?? 1) - 1, loss: loss)
        case .failed, .waiting, .running: return .failed
        }
    }

    private func isKnown(_ specification: TrialSpecification) -> Bool {
        search.runs.contains { run in
            var other = run.specification
            other.seed = specification.seed
            return other == specification
        }
    }
}

extension TrialSpecification {
    /// The archived version as it is.
    fileprivate mutating func begin(recalling base: TrialBase) {
        start = .recall
        self.base = base
    }
}

extension SearchStrategy.Sampler {
    fileprivate var kind: SamplerKind {
        switch self {
        case .random: .random
        case .tpe: .tpe
        case .cmaes: .cmaes
        case .evolution: .evolution
        case .raced: .raced
        }
    }
}
