import Domain
import Learning

extension Engine {
    private static let mostArchived = 2
    /// Past searches whose recipes a new one begins from.
    private static let mostMemories = 5

    /// What a search finds when it begins with these rows, its dataset without the holdout, oldest first.
    func scene(_ rows: [LabelledEvent], at index: Int) -> SearchScene {
        let state = pipelines[index].state
        let traits = DatasetTraits(rows, columns: state.definition.columns, task: state.definition.task).values
        return SearchScene(
            rowsSinceDrift: rowsSinceDrift(rows, state), bases: bases(rows, state), traits: traits,
            memories: memories(like: traits, at: index))
    }

    /// Where an alert tells of a drift or a decay: the rows since it was seen first.
    private func rowsSinceDrift(_ rows: [LabelledEvent], _ state: PipelineState) -> Int? {
        let rules: [AlertRecord.Rule] = [.drift, .decay, .errorChange]
        let first = state.alerts.instances.filter { $0.state != .resolved && rules.contains($0.rule) }.map(\.since)
            .min()
        guard let first else { return nil }
        let count = rows.count - firstPlace(in: rows) { $0.event.time >= first }
        return count >= 2 * state.definition.search.validationRows ? count : nil
    }

    private func bases(_ rows: [LabelledEvent], _ state: PipelineState) -> [SearchScene.Base] {
        func base(_ record: VersionRecord, isChampion: Bool) -> SearchScene.Base? {
            guard record.remote == nil, let lastEvent = record.lastEvent else { return nil }
            return SearchScene.Base(
                base: TrialBase(version: record.version, model: record.model, lastEvent: lastEvent),
                specification: record.specification, rows: firstPlace(in: rows) { $0.event.id > lastEvent },
                isChampion: isChampion)
        }
        let champion = state.champion.flatMap { base($0.record, isChampion: true) }
        let former = state.reigns.all.reversed().filter { $0.version != state.champion?.version }
            .compactMap { state.archive[$0.version].flatMap { base($0.record, isChampion: false) } }
        return (champion.map { [$0] } ?? []) + former.prefix(Self.mostArchived)
    }

    /// Recipes of this workspace's past searches on the data most alike, the best of each in turn.
    private func memories(like traits: [Double], at index: Int) -> [TrialSpecification] {
        let own = pipelines[index].state
        guard own.definition.search.strategy.remembers, own.experience.pays else { return [] }
        var known: [(distance: Double, search: Experience.Search)] = []
        // In lockstep how far the others are is a matter of the machine: nothing that is decided may hang on it.
        for pipeline in mode == .lockstep ? [pipelines[index]] : pipelines
        where pipeline.state.definition.task.metricName == own.definition.task.metricName {
            for search in pipeline.state.experience.searches {
                known.append((DatasetTraits.distance(traits, search.traits), search))
            }
        }
        let nearest = known.enumerated()
            .sorted { ($0.element.distance, $1.offset) < ($1.element.distance, $0.offset) }
            .prefix(Self.mostMemories).map(\.element.search.best)
        let deepest = nearest.map(\.count).max() ?? 0
        var memories: [TrialSpecification] = []
        for rank in 0..<deepest {
            for best in nearest where rank < best.count && own.definition.search.has(learnerOf: best[rank]) {
                memories.append(best[rank])
            }
        }
        return memories
    }

    /// The first place of rows in order from which a condition holds.
    private func firstPlace(in rows: [LabelledEvent], _ holds: (LabelledEvent) -> Bool) -> Int {
        rows.firstIndex(where: holds) ?? rows.count
    }
}
