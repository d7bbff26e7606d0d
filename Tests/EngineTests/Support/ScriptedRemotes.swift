import Domain
import Synchronization

/// Other servers as a test has them: each model's answers come from a rule that may change.
final class ScriptedRemotes: RemoteModels {
    typealias Rule = @Sendable (PredictionRequest.Row) -> Result<Output, RemoteFailure>

    private let rules = Mutex<[String: Rule]>([:])
    private let count = Mutex(0)
    private let states = Mutex<[String: RemoteReadiness]>([:])
    private let waiting = Mutex<(isHeld: Bool, callers: [CheckedContinuation<Void, Never>])>((false, []))

    /// What a model's server says of itself from now on; without a word it is ready.
    func say(_ readiness: RemoteReadiness, of model: String) {
        states.withLock { $0[model] = readiness }
    }

    func readiness(of model: RemoteModel) async -> RemoteReadiness {
        states.withLock { $0[model.name] ?? .ready }
    }

    /// Lets all answers wait from now on.
    func hold() {
        waiting.withLock { $0.isHeld = true }
    }

    func release() {
        let callers = waiting.withLock { waiting in
            waiting.isHeld = false
            defer { waiting.callers = [] }
            return waiting.callers
        }
        for caller in callers { caller.resume() }
    }

    private func takeTurn() async {
        await withCheckedContinuation { caller in
            let isHeld = waiting.withLock { waiting in
                if waiting.isHeld { waiting.callers.append(caller) }
                return waiting.isHeld
            }
            if !isHeld { caller.resume() }
        }
    }

    /// Questions so far, whatever came of them.
    var asked: Int { count.withLock { $0 } }

    func answer(_ model: String, _ rule: @escaping Rule) {
        rules.withLock { $0[model] = rule }
    }

    func ask(
        _ rows: [PredictionRequest.Row], of model: RemoteModel, for pipeline: ServedModel
    ) async -> Result<[Output], RemoteFailure> {
        count.withLock { $0 += 1 }
        await takeTurn()
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
