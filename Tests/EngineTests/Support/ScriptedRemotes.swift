import Domain
import Synchronization

/// Other servers as a test has them: each model's answers come from a rule that may change.
final class ScriptedRemotes: RemoteModels {
    typealias Rule = @Sendable (PredictionRequest.Row) -> Result<Output, RemoteFailure>

    private let rules = Mutex<[String: Rule]>([:])
    private let count = Mutex(0)

    /// Questions so far, whatever came of them.
    var asked: Int { count.withLock { $0 } }

    func answer(_ model: String, _ rule: @escaping Rule) {
        rules.withLock { $0[model] = rule }
    }

    func ask(
        _ rows: [PredictionRequest.Row], of model: RemoteModel, for pipeline: ServedModel
    ) async -> Result<[Output], RemoteFailure> {
        count.withLock { $0 += 1 }
        guard let rule = rules.withLock({ $0[model.name] }) else {
            return .failure(.refused(status: 404, "there is no model \(model.name)"))
        }
        var outputs: [Output] = []
        for row in rows {
            switch rule(row) {
            case .success(let output): outputs.append(output)
            case .failure(let failure): return .failure(failure)
            }
        }
        return .success(outputs)
    }
}
