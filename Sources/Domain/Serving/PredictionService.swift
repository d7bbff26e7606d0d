/// What a prediction server asks of the side that has the models.
///
/// Everything but feedback is answered at once from what was published last: neither a training run, nor the store, nor a
/// dashboard is waited for.
package protocol PredictionService: Sendable {
    /// All models, in the order of their names.
    func models() -> [ServedModel]

    /// One model; nil for an unknown name.
    func model(_ name: PipelineName) -> ServedModel?

    /// Answers rows; arm and version of each are fixed here and never change.
    func predict(_ request: PredictionRequest) -> Result<[ServedPrediction], PredictionRefusal>

    /// Answers rows for which another server has to be asked; its time is waited for, on no thread.
    func answer(_ request: PredictionRequest) async -> Result<[ServedPrediction], PredictionRefusal>

    /// Takes labels in and answers after the commit that holds them: one reply an item, in their order.
    func take(_ feedback: [Feedback], for model: PipelineName) async -> [FeedbackReply]

    /// Takes in what somebody else's server has predicted, and answers after the commit that holds it: one reply an item.
    func take(_ observations: [Observation], for model: PipelineName) async -> [ObservationReply]

    /// Answers whose records found no room on their way to the store, by pipeline in the order of the names.
    func droppedRecords() -> [(pipeline: PipelineName, count: Int)]
}

extension PredictionService {
    /// A service that has all its models itself never lets anybody wait.
    package func answer(_ request: PredictionRequest) async -> Result<[ServedPrediction], PredictionRefusal> {
        predict(request)
    }
}
