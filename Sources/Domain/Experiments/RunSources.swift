/// What a run was made of, as the log tells it.
package struct RunSources: Hashable, Codable, Sendable {
    package var run: RunRecord
    /// The dataset of its search; nil where the log does not hold it.
    package var dataset: DatasetSummary?
    /// The pipeline's file as it held when the run ended; nil where the log does not tell that the run ended.
    package var definition: PipelineDefinition?

    package init(run: RunRecord, dataset: DatasetSummary?, definition: PipelineDefinition?) {
        self.run = run
        self.dataset = dataset
        self.definition = definition
    }
}
