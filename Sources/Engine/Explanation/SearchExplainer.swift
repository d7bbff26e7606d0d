package import Domain
import Learning

/// Explains searches from the record of their runs: which parameters mattered, and why one trial was chosen.
///
/// What a trial reached is its score on the newest slice, the one that all trials were judged on, also those that were stopped
/// early: their mean would be of fewer slices, and of those alone on which they did badly. Where several searches are
/// looked at, it is the difference to the middle of the search's scores there, as each saw other rows.
package struct SearchExplainer {
    /// Parameters that are drawn without being asked for, and the least share of one of them.
    private static let mostMarginals = 3
    private static let leastShare = 0.01

    private let definition: PipelineDefinition
    private let scene: SearchScene
    private let runs: [RunRecord]

    /// - Parameters:
    ///   - definition: The pipeline's, whose space the trials' recipes are looked at in.
    ///   - scene: What the newest of the searches found when it began.
    ///   - runs: Of one search or several.
    package init(definition: PipelineDefinition, scene: SearchScene, runs: [RunRecord]) {
        self.definition = definition
        self.scene = scene
        self.runs = runs.sorted { $0.number < $1.number }
    }

    /// What the trials tell.
    ///
    /// - Parameters:
    ///   - parameter: The one to draw; nil for the most important ones.
    ///   - pair: The two to draw together; nil for the most important ones.
    /// - Returns: Everything but the front; an obstacle in words where the trials tell nothing.
    /// - Throws: ``UnknownParameter`` for a name that the space does not have.
    package func explanation(
        parameter: String? = nil, pair: (first: String, second: String)? = nil
    ) throws(UnknownParameter) -> SearchExplanation {
        let trials = runs.filter(Self.isDrawn)
        var basis = ExplanationBasis(
            searches: Set(trials.map(\.search)).sorted(), metric: definition.task.metricName,
            higherIsBetter: definition.task.higherIsBetter)
        let space: TrialSpace
        do {
            space = try TrialSpace(
                definition: definition.search, features: definition.features, task: definition.task, scene: scene)
        } catch {
            return SearchExplanation(basis: basis, obstacle: "the pipeline's file makes no space: \(error)")
        }
        for name in [parameter, pair?.first, pair?.second].compactMap({ $0 }) { try check(name, space.space) }
        let known = trials.filter { definition.search.has(learnerOf: $0.specification) }
        basis.foreign = trials.count - known.count + runs.count { $0.tracking?.origin == .recalled }
        let targets = Self.targets(known)
        basis.trials = targets.count
        basis.stopped = known.count { $0.state == .stopped && targets[$0.number] != nil }
        basis.failed = known.count - targets.count
        do {
            let importance = try ParameterImportance(
                space: space.space,
                trials: known.compactMap { run in
                    targets[run.number].map { .init(point: space.point(of: run.specification), target: $0) }
                }, seed: definition.search.seed)
            basis.fit = importance.fit
            return filled(SearchExplanation(basis: basis), importance, space.space, parameter, pair)
        } catch {
            return SearchExplanation(basis: basis, obstacle: error.description)
        }
    }

    private func filled(
        _ explanation: SearchExplanation, _ importance: ParameterImportance, _ space: ParameterSpace,
        _ parameter: String?, _ pair: (first: String, second: String)?
    ) -> SearchExplanation {
        var explanation = explanation
        explanation.shares = importance.singles.map {
            ParameterShare(name: $0.name, share: $0.share, applies: $0.applies)
        }
        explanation.pairs = importance.pairs.map { PairShare(first: $0.first, second: $0.second, share: $0.share) }
        let important = importance.singles.prefix(Self.mostMarginals).filter { $0.share >= Self.leastShare }
        let names = parameter.map { [$0] } ?? important.map(\.name)
        explanation.marginals = names.compactMap { name in
            importance.values(of: name).map { values in
                ParameterMarginal(
                    name: name, isOrdered: space.isOrdered(name),
                    values: values.map { .init(value: $0.value.words, mean: $0.mean, deviation: $0.deviation) })
            }
        }
        let first = importance.pairs.first.flatMap { $0.share >= Self.leastShare ? $0 : nil }
        if let drawn = pair ?? first.map({ ($0.first, $0.second) }),
            let surface = importance.surface(of: drawn.first, and: drawn.second)
        {
            explanation.surface = PairSurface(
                first: drawn.first, second: drawn.second, rows: surface.rows.map(\.words),
                columns: surface.columns.map(\.words), means: surface.means)
        }
        return explanation
    }

    private func check(_ name: String, _ space: ParameterSpace) throws(UnknownParameter) {
        let names = space.parameters.map(\.name)
        guard names.contains(name) else { throw UnknownParameter(name: name, known: names) }
    }

    /// Whether a search drew it from its space, or held it against what it drew.
    private static func isDrawn(_ run: RunRecord) -> Bool {
        (run.kind == .trial || run.kind == .plainRetrain) && run.state.isOver && run.tracking?.origin != .recalled
    }

    /// What each trial with a score on the newest slice reached, by its number.
    private static func targets(_ trials: [RunRecord]) -> [Int: Double] {
        let scores = trials.compactMap { run -> (run: RunRecord, score: Double)? in
            guard let score = newestScore(of: run), score.isFinite else { return nil }
            return (run, score)
        }
        let searches = Dictionary(grouping: scores, by: \.run.search)
        let isSingle = searches.count < 2
        let scales = searches.mapValues { TrialScale($0.map(\.score)) }
        let targets = scores.compactMap { run, score in
            scales[run.search].map { (run.number, $0.bounded(score) - (isSingle ? 0 : $0.middle)) }
        }
        return Dictionary(targets, uniquingKeysWith: { $1 })
    }

    private static func newestScore(of run: RunRecord) -> Double? {
        guard run.state == .completed || run.state == .stopped else { return nil }
        let curve = run.tracking?.curve ?? []
        guard !curve.isEmpty else { return run.score?.value }
        return curve.first { $0.slice == 0 }?.score.value
    }
}

extension ParameterSpace {
    /// Whether a parameter is a number, or a choice among numbers.
    fileprivate func isOrdered(_ name: String) -> Bool {
        guard case .categorical(let choices)? = parameters.first(where: { $0.name == name })?.kind else { return true }
        return choices.allSatisfy { Double($0) != nil }
    }
}
