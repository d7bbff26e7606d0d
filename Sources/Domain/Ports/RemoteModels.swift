/// Asks models that other servers answer for.
package protocol RemoteModels: Sendable {
    /// Asks for the answers to rows, within the model's timeout.
    ///
    /// - Parameters:
    ///   - rows: At least one; they go in one request.
    ///   - model: Who is asked.
    ///   - pipeline: Whose columns and task they are.
    /// - Returns: One output a row, each valid for the pipeline's task.
    func ask(
        _ rows: [PredictionRequest.Row], of model: RemoteModel, for pipeline: ServedModel
    ) async -> Result<[Output], RemoteFailure>

    /// Asks the model's server whether it is ready, within the model's timeout.
    func readiness(of model: RemoteModel) async -> RemoteReadiness
}
