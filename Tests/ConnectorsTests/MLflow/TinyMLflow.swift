import Foundation
import Synchronization
import TestSupport

/// As much of a tracking server as the mirror speaks with, in memory; `FLYWHEEL_TEST_MLFLOW` runs the same tests on the real one.
///
/// Unchecked, as what it keeps is JSON of any form; its lock is held wherever that is touched.
final class TinyMLflow: @unchecked Sendable {
    private struct State {
        var experiments: [String] = []
        var runs: [[String: Any]] = []
        var models: Set<String> = []
        var versions: [[String: Any]] = []
        var aliases: [String: String] = [:]
        var isAway = false
        var asked = 0
    }

    private let lock = NSLock()
    private var state = State()
    private let server: ScriptedServer

    init() {
        let box = Box()
        server = ScriptedServer { request in box.owner.withLock { $0 }?.reply(request) ?? .hangUp }
        box.owner.withLock { $0 = self }
    }

    private final class Box: Sendable {
        let owner = Mutex<TinyMLflow?>(nil)
    }

    var address: String { "http://127.0.0.1:\(server.port)" }
    var asked: Int { lock.withLock { state.asked } }

    func leave() { lock.withLock { state.isAway = true } }
    func comeBack() { lock.withLock { state.isAway = false } }
    func stop() { server.stop() }

    private func reply(_ request: ScriptedServer.Request) -> ScriptedServer.Reply {
        let path = request.line.split(separator: " ")[1]
        let body = (try? JSONSerialization.jsonObject(with: Data(request.body.utf8))) as? [String: Any] ?? [:]
        return lock.withLock {
            state.asked += 1
            if state.isAway { return .json(503, "down") }
            let (status, answer) = Self.answer(String(path.dropFirst("/api/2.0/mlflow/".count)), body, &state)
            let data = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
            return .json(status, String(decoding: data, as: UTF8.self))
        }
    }

    private static func answer(
        _ path: String, _ body: [String: Any], _ state: inout State
    ) -> (Int, [String: Any]) {
        let name = body["name"] as? String ?? ""
        switch path.prefix(while: { $0 != "?" }) {
        case "experiments/get-by-name":
            let wanted = path.split(separator: "=").last.map(String.init) ?? ""
            guard let place = state.experiments.firstIndex(of: wanted) else {
                return (404, ["error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no \(wanted)"])
            }
            return (200, ["experiment": ["experiment_id": "\(place)"]])
        case "experiments/create":
            state.experiments.append(name)
            return (200, ["experiment_id": "\(state.experiments.count - 1)"])
        case "runs/create":
            let id = "r\(state.runs.count)"
            state.runs.append(body.merging(["info": ["run_id": id, "status": "RUNNING"]]) { $1 })
            return (200, ["run": ["info": ["run_id": id]]])
        case "runs/search": return (200, ["runs": found(body["filter"] as? String, state)])
        case "runs/log-batch":
            guard let place = place(body, state) else { return (404, ["error_code": "RESOURCE_DOES_NOT_EXIST"]) }
            state.runs[place]["data"] = body
        case "runs/update":
            guard let place = place(body, state) else { return (404, ["error_code": "RESOURCE_DOES_NOT_EXIST"]) }
            state.runs[place]["info"] = ["run_id": body["run_id"] ?? "", "status": body["status"] ?? ""]
        case "registered-models/create":
            guard state.models.insert(name).inserted else {
                return (400, ["error_code": "RESOURCE_ALREADY_EXISTS", "message": "there is one"])
            }
        case "model-versions/create":
            let version: [String: Any] = body.merging(["version": "\(state.versions.count + 1)"]) { $1 }
            state.versions.append(version)
            return (200, ["model_version": version])
        case "model-versions/search": return (200, ["model_versions": state.versions])
        case "registered-models/alias":
            guard let alias = body["alias"] as? String else { return (400, ["error_code": "BAD_REQUEST"]) }
            state.aliases[alias] = body["version"] as? String
            if path.contains("?") { break }
        case "registered-models/get":
            return (
                200,
                ["registered_model": ["aliases": state.aliases.map { ["alias": $0.key, "version": $0.value] }]]
            )
        default: return (404, ["error_code": "ENDPOINT_NOT_FOUND", "message": path])
        }
        return (200, [:])
    }

    private static func place(_ body: [String: Any], _ state: State) -> Int? {
        state.runs.firstIndex { ($0["info"] as? [String: Any])?["run_id"] as? String == body["run_id"] as? String }
    }

    private static func found(_ filter: String?, _ state: State) -> [[String: Any]] {
        guard let number = filter?.firstMatch(of: /'(\d+)'/)?.1 else { return state.runs }
        return state.runs.filter { run in
            (run["tags"] as? [[String: Any]])?.contains { $0["value"] as? String == String(number) } ?? false
        }
    }
}
