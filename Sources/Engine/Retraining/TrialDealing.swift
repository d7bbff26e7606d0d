import Domain

/// Turns a search's run into what a worker is told.
struct TrialDealing {
    /// Of the same search so far.
    private let runs: [RunRecord]
    private let dataset: DatasetSummary
    private let definition: PipelineDefinition
    /// Whether measured seconds may end a trial; a replay in lockstep knows its own limits alone.
    private let isMeasured: Bool

    init(_ runs: [RunRecord], _ dataset: DatasetSummary, _ definition: PipelineDefinition, isMeasured: Bool) {
        self.runs = runs
        self.dataset = dataset
        self.definition = definition
        self.isMeasured = isMeasured
    }

    func assignment(for run: RunRecord) -> TrialAssignment {
        let base = run.specification.base
        let known = dataset.rows(knownTo: run)
        var specification = run.specification
        // What the votes were is an outcome of the run: done again, it chooses anew.
        if run.kind == .ensemble { specification.forgetVotes() }
        var assignment = TrialAssignment(
            lease: "\(definition.name)-\(run.number)", specification: specification, task: definition.task,
            columns: definition.columns, features: definition.features, labelDelay: definition.labels.delay,
            dataset: dataset.digest,
            slices: run.slices ?? dataset.slices(of: run), base: base?.model, baseRows: known,
            lossScale: dataset.lossScale, wallSecondsLimit: wallSeconds(specification),
            memoryBytesLimit: definition.search.trialBytes)
        if run.kind == .ensemble { assignment.memberModels = memberModels(of: specification) }
        return assignment
    }

    /// What the members' runs left; empty where one is not known any more, so that all are trained.
    private func memberModels(of blend: TrialSpecification) -> [ContentDigest] {
        let members = blend.chosenMembers
        let models = members.compactMap { member in runs.first { $0.number == member.run }?.model }
        return models.count == members.count ? models : []
    }

    /// What is left of the search's wall time bounds a trial, too; a blend has a trial's time for each member.
    private func wallSeconds(_ specification: TrialSpecification) -> Double {
        let own = definition.search.trialSeconds * Double(max(1, specification.chosenMembers.count))
        guard isMeasured, let most = definition.search.strategy.budget.wallSeconds else { return own }
        return min(own, max(1, most - SearchCosts(runs).wallSeconds))
    }
}
