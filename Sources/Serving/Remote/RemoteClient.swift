package import Domain
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Asks other servers over HTTP, without ever holding up a thread of the engine or of a caller's connection.
package final class RemoteClient: RemoteModels {
    /// Questions to one server that may be under way; one more fails at once, so that a slow server holds no memory.
    package static let questionLimit = 512

    private struct State {
        var underWay: [RemotePool.Place: Int] = [:]
        /// What each model's metadata names, by the address of its metadata.
        var inputs: [String: Set<String>] = [:]
    }

    private let pool: RemotePool
    private let tokens: @Sendable (String) -> String?
    private let version: String
    private let state = Mutex(State())

    /// - Parameters:
    ///   - version: The program's, for the `User-Agent`.
    ///   - tokens: The token in a file; nil where it cannot be read.
    package init(version: String, tokens: @escaping @Sendable (String) -> String?) {
        self.version = version
        self.tokens = tokens
        pool = RemotePool(group: .singleton)
    }

    package func ask(
        _ rows: [PredictionRequest.Row], of model: RemoteModel, for pipeline: ServedModel
    ) async -> Result<[Output], RemoteFailure> {
        let place = RemotePool.Place(host: model.host, port: model.port)
        guard enter(place) else { return .failure(.crowded(Self.questionLimit)) }
        defer { leave(place) }
        let deadline = NIODeadline.now() + .milliseconds(model.timeout.milliseconds)
        do throws(RemoteFailure) {
            let known = try await inputs(of: model, place, by: deadline)
            let question = RemoteQuestion(pipeline: pipeline, rows: rows, known: known)
            let reply = try await send(.POST, "\(model.target)/infer", question.body, model, place, by: deadline)
            guard reply.status == 200 else {
                // Another model may stand there now, with other inputs.
                state.withLock { $0.inputs[Self.key(model)] = nil }
                throw .refused(status: reply.status, Self.words(of: reply.body))
            }
            return .success(try RemoteOutputs(task: pipeline.task, rows: rows.count).outputs(reply.body))
        } catch {
            return .failure(error)
        }
    }

    package func readiness(of model: RemoteModel) async -> RemoteReadiness {
        let place = RemotePool.Place(host: model.host, port: model.port)
        let deadline = NIODeadline.now() + .milliseconds(model.timeout.milliseconds)
        do throws(RemoteFailure) {
            let reply = try await send(.GET, "\(model.target)/ready", ByteBuffer(), model, place, by: deadline)
            switch reply.status {
            case 200: return .ready
            case 404, 405, 501: return .untold
            default: return .notReady(.refused(status: reply.status, Self.words(of: reply.body)))
            }
        } catch {
            return .notReady(error)
        }
    }

    /// The inputs that the server's metadata names, asked for once; nil where it has none to tell.
    private func inputs(
        of model: RemoteModel, _ place: RemotePool.Place, by deadline: NIODeadline
    ) async throws(RemoteFailure) -> Set<String>? {
        let key = Self.key(model)
        if let known = state.withLock({ $0.inputs[key] }) { return known.isEmpty ? nil : known }
        let reply = try await send(.GET, model.target, ByteBuffer(), model, place, by: deadline)
        guard reply.status == 200 else { return nil }
        let names = Self.inputNames(reply.body)
        state.withLock { $0.inputs[key] = names }
        return names.isEmpty ? nil : names
    }

    private static func key(_ model: RemoteModel) -> String { model.address + model.target }

    private func send(
        _ method: HTTPMethod, _ target: String, _ body: ByteBuffer, _ model: RemoteModel, _ place: RemotePool.Place,
        by deadline: NIODeadline
    ) async throws(RemoteFailure) -> RemoteReply {
        let host = model.host.contains(":") ? "[\(model.host)]" : model.host
        var headers: HTTPHeaders = [
            "Host": "\(host):\(model.port)", "User-Agent": "flywheel/\(version)", "Accept": "application/json",
        ]
        if method == .POST {
            headers.add(name: "Content-Type", value: "application/json")
            headers.add(name: "Content-Length", value: "\(body.readableBytes)")
        }
        if let context = TraceContext.current {
            headers.add(name: "traceparent", value: context.parent)
            if let state = context.state { headers.add(name: "tracestate", value: state) }
        }
        if let file = model.tokenFile, let token = tokens(file) {
            headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
        do {
            return try await pool.send(head, body, to: place, by: deadline)
        } catch RemoteFault.late {
            throw .timedOut(model.timeout)
        } catch RemoteFault.malformed(let sentence) {
            throw .malformed(sentence)
        } catch RemoteFault.broken(let reason) {
            throw .unreachable(reason)
        } catch {
            throw .unreachable("\(error)")
        }
    }

    private func enter(_ place: RemotePool.Place) -> Bool {
        state.withLock { state in
            guard state.underWay[place, default: 0] < Self.questionLimit else { return false }
            state.underWay[place, default: 0] += 1
            return true
        }
    }

    private func leave(_ place: RemotePool.Place) {
        state.withLock { $0.underWay[place, default: 1] -= 1 }
    }
}

extension RemoteClient {
    /// What a refusal says of itself, cut short; empty where it says nothing.
    private static func words(of body: ByteBuffer) -> String {
        let told: String? = body.withUnsafeReadableBytes { bytes in
            do throws(JSONError) {
                var reader = JSONReader(bytes)
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    if key == "error", try reader.peek() == .string { return try reader.string() }
                    try reader.skipValue()
                }
                return nil
            } catch {
                return nil
            }
        }
        return String((told ?? "").prefix(200))
    }

    /// Names of the inputs in a model's metadata; empty where it is of another form.
    private static func inputNames(_ body: ByteBuffer) -> Set<String> {
        body.withUnsafeReadableBytes { bytes in
            var names: Set<String> = []
            do throws(JSONError) {
                var reader = JSONReader(bytes)
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    guard key == "inputs" else {
                        try reader.skipValue()
                        continue
                    }
                    try reader.beginArray()
                    while try reader.nextElement() {
                        try reader.beginObject()
                        while let key = try reader.nextKey() {
                            if key == "name" { names.insert(try reader.string()) } else { try reader.skipValue() }
                        }
                    }
                }
                return names
            } catch {
                return []
            }
        }
    }
}
