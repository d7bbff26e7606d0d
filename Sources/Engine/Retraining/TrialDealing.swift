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
        let known = base.map { base in dataset.scene?.bases.first { $0.base == base }?.rows ?? 0 } ?? 0
        return TrialAssignment(
            lease: "\(definition.name)-\(run.number)", specification: run.specification, task: definition.task,
            columns: definition.columns, features: definition.features, labelDelay: definition.labels.delay,
            dataset: dataset.digest,
            slices: slices(for: run, knownRows: known), base: base?.model, baseRows: known,
            lossScale: dataset.lossScale, wallSecondsLimit: wallSeconds, memoryBytesLimit: definition.search.trialBytes)
    }

    private func slices(for run: RunRecord, knownRows: Int) -> [TrialSlice] {
        let all = dataset.trainingRows + dataset.validationRows
        if run.kind == .refit || run.isCheck { return [TrialSlice(trainingRows: 0..<all, validationRows: all..<all)] }
        var slices = SliceCut(dataset: dataset, count: run.tracking?.slices ?? 1).slices(knownRows: knownRows)
        let bars = run.tracking?.bars ?? []
        for place in slices.indices where bars.indices.contains(place) && place < slices.count - 1 {
            slices[place].bar = bars[place]
        }
        return slices
    }

    /// What is left of the search's wall time bounds a trial, too.
    private var wallSeconds: Double {
        let own = definition.search.trialSeconds
        guard isMeasured, let most = definition.search.strategy.budget.wallSeconds else { return own }
        return min(own, max(1, most - SearchCosts(runs).wallSeconds))
    }
}
