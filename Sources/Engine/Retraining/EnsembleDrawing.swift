import Domain
import Learning

/// The run that blends a search's models once its trials are over.
///
/// Its members are the best trials that were trained from nothing by this program's own learners: each can be trained again
/// on an older slice, and be part of the blend's own model. A worker chooses their votes on the older slices, and scores the
/// blend on the newest, whose rows the choice does not see, so that its score is as honest as a trial's there.
struct EnsembleDrawing {
    enum Outcome {
        case run(RunRecord)
        /// Why there is no blend, in words.
        case none(String)
        /// The file asks for none.
        case unwanted
    }

    /// With its completed trials ranked.
    let search: SearchState
    let definition: PipelineDefinition

    init(_ search: SearchState, _ definition: PipelineDefinition) {
        self.search = search
        self.definition = definition
    }

    func next(number: Int) -> Outcome {
        let strategy = definition.search.strategy
        guard strategy.ensemble.members > 0, let dataset = search.dataset else { return .unwanted }
        let members = search.ranking.compactMap { search.run($0) }.filter(Self.canBeMember)
            .prefix(strategy.ensemble.members).map { BlendMember(run: $0.number, specification: $0.specification) }
        guard members.count > 1 else {
            let found = members.isEmpty ? "no trial" : "only run \(members[0].run)"
            return .none("\(found) is complete, trained from nothing, and of a learner of this program; it takes two")
        }
        let slices = SliceCut(dataset: dataset, count: max(2, strategy.slices)).slices(knownRows: 0).count
        guard slices > 1 else {
            return .none("there are too few rows for an older slice to choose it on")
        }
        let planner = SearchPlanner(definition: definition)
        let blend = TrialSpecification.blend(of: members, seed: planner.seed(search: search.number, run: number))
        let cost = SearchCosts.blendRowRounds(blend, slices: slices, rows: dataset.trainingRows)
        if let why = SearchCosts(search.runs).reasonToEnd(strategy.budget, adding: cost) { return .none(why) }
        let run = planner.record(
            blend, kind: .ensemble, search: search.number, number: number,
            tracking: RunTracking(origin: .ensemble, sampler: "greedy", slices: slices))
        return .run(run)
    }

    private static func canBeMember(_ run: RunRecord) -> Bool {
        let recipe = run.specification
        return run.model != nil && (recipe.start ?? .scratch) == .scratch && recipe.members == nil
            && recipe.program == nil && !recipe.shufflesLabels
    }
}
