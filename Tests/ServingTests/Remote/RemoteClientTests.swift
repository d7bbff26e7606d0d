import Domain
import Serving
import TestSupport
import Testing

/// The client that asks other servers, against real ones on the loopback.
struct RemoteClientTests {
    private let client = RemoteClient(version: "0.9-test") { $0 == "/tokens/right" ? "a token of some length" : nil }

    private static func rows(_ numbers: [Double]) -> [PredictionRequest.Row] {
        numbers.map { PredictionRequest.Row(values: [.number($0), .number(1), .number(0)]) }
    }

    private static func model(
        _ port: Int, _ name: String = "power", version: String? = nil, timeout: Int64 = 120_000, token: String? = nil
    ) -> RemoteModel {
        RemoteModel(
            host: "127.0.0.1", port: port, name: name, version: version,
            timeout: TimeSpan(milliseconds: timeout), tokenFile: token)
    }

    private static func port(_ world: ServedWorld) -> Int {
        guard case .tcp(_, let port) = world.addresses[0] else { preconditionFailure("the world listens on TCP") }
        return port
    }

    @Test func aFlywheelServerAnswersAnother() async throws {
        try await ServedWorld.with { world in
            let sums = await client.ask(Self.rows([1, 2.5]), of: Self.model(Self.port(world)), for: .power)
            var first = PredictionRequest.Row(
                values: ServedModel.traffic.columns.map { $0.kind == .number ? .number(1) : .missing })
            first.unit = "u7"
            first.time = Timestamp(rawValue: 1_770_000_000_000)
            let shares = await client.ask([first], of: Self.model(Self.port(world), "traffic"), for: .traffic)

            #expect(sums == .success([.value(2), .value(3.5)]))
            guard case .success(let outputs) = shares else {
                Issue.record("\(shares)")
                return
            }
            #expect(outputs.count == 1 && outputs[0].isValid)
            #expect(world.service.requests.last?.rows == [first], "time and unit go along, as its metadata names them")
        }
    }

    @Test func whatItsServerRefusesIsToldInItsWords() async throws {
        try await ServedWorld.with { world in
            let unknown = await client.ask(
                Self.rows([1]), of: Self.model(Self.port(world), "powr"), for: .power)
            let version = await client.ask(
                Self.rows([1]), of: Self.model(Self.port(world), version: "9"), for: .power)

            #expect(unknown.failure?.description == "it answered 404: there is no model powr; did you mean power?")
            #expect(version.failure?.kind == .refused)
        }
    }

    @Test func connectionsAreKeptAndOneThatWasClosedIsMadeAnew() async throws {
        let server = ScriptedServer { _ in
            .json(200, #"{"outputs":[{"name":"value","shape":[1],"datatype":"FP64","data":[4]}]}"#)
        }
        defer { server.stop() }
        for _ in 0..<5 {
            #expect(await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power) == .success([.value(4)]))
        }
        #expect(server.connections == 1)

        server.cut()

        #expect(await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power) == .success([.value(4)]))
        #expect(server.connections == 2)
    }

    @Test func theTokenGoesAlong() async throws {
        let server = ScriptedServer { request in
            request.head.contains("Authorization: Bearer a token of some length")
                ? .json(200, #"{"outputs":[{"name":"value","shape":[1],"datatype":"FP32","data":[4]}]}"#)
                : .json(401, #"{"error":"no token"}"#)
        }
        defer { server.stop() }

        let with = await client.ask(Self.rows([1]), of: Self.model(server.port, token: "/tokens/right"), for: .power)
        let without = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)

        #expect(with == .success([.value(4)]))
        #expect(without == .failure(.refused(status: 401, "no token")))
    }

    @Test func aServerThatIsSlowRefusesOrHangsUpIsAFailureOfItsKind() async throws {
        let server = ScriptedServer { _ in .silence }
        let slow = await client.ask(Self.rows([1]), of: Self.model(server.port, timeout: 80), for: .power)
        server.answer { _ in .hangUp }
        let broken = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)
        server.answer { $0.line.hasPrefix("GET") ? .json(404, "") : .json(500, "<html>") }
        let failing = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)
        server.answer { _ in .bytes("no HTTP at all\r\n\r\n") }
        let strange = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)
        server.stop()
        let gone = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)

        #expect(slow == .failure(.timedOut(TimeSpan(milliseconds: 80))))
        #expect(broken.failure?.kind == .unreachable)
        #expect(failing == .failure(.refused(status: 500, "")))
        #expect(strange == .failure(.malformed("it is no HTTP")))
        #expect(gone == .failure(.unreachable("connection refused")))
    }

    @Test(arguments: [
        ("", "malformed"), ("{", "malformed"), ("[]", "malformed"), (#"{"outputs":[]}"#, "malformed"),
        (#"{"outputs":[{"name":"value","shape":[1],"datatype":"FP64","data":[NaN]}]}"#, "malformed"),
        (#"{"outputs":[{"name":"value","shape":[1],"datatype":"FP64","data":[null]}]}"#, "impossible"),
        (#"{"outputs":[{"name":"value","shape":[1],"datatype":"FP64","data":[1e999]}]}"#, "malformed"),
        (#"{"outputs":[{"name":"value","shape":[2],"datatype":"FP64","data":[1,2]}]}"#, "malformed"),
        (#"{"outputs":[{"name":"value","shape":[1],"datatype":"BYTES","data":["a"]}]}"#, "impossible"),
        (
            #"{"outputs":[{"name":"a","shape":[1],"datatype":"FP64","data":[1]},"#
                + #"{"name":"b","shape":[1],"datatype":"FP64","data":[1]}]}"#,
            "malformed"
        ),
    ])
    func anAnswerThatIsNoneOfTheTaskIsRefused(answer: String, kind: String) async throws {
        let server = ScriptedServer { $0.line.hasPrefix("GET") ? .json(404, "") : .json(200, answer) }
        defer { server.stop() }

        let result = await client.ask(Self.rows([1]), of: Self.model(server.port), for: .power)

        #expect(result.failure?.kind.rawValue == kind, "\(result)")
    }

    @Test(arguments: [
        (#"{"name":"probabilities","shape":[1,2],"datatype":"FP32","data":[0.25,0.75]}"#, [0.25, 0.75]),
        (#"{"name":"predict","shape":[1,2],"datatype":"FP64","data":[[1,0]]}"#, [1, 0]),
        (#"{"name":"class","shape":[1],"datatype":"BYTES","data":["slow"]}"#, [0, 1]),
        (#"{"name":"probabilities","shape":[1,2],"datatype":"FP64","data":[0.9,0.3]}"#, nil),
        (#"{"name":"probabilities","shape":[1,2],"datatype":"FP64","data":[-1,2]}"#, nil),
        (#"{"name":"probabilities","shape":[1,3],"datatype":"FP64","data":[0.2,0.3,0.5]}"#, nil),
        (#"{"name":"class","shape":[1],"datatype":"BYTES","data":["blue"]}"#, nil),
    ])
    func sharesAndClassesAreRead(output: String, shares: [Double]?) async throws {
        let server = ScriptedServer {
            $0.line.hasPrefix("GET") ? .json(404, "") : .json(200, #"{"model_name":"m","outputs":["# + output + "]}")
        }
        defer { server.stop() }
        var pipeline = ServedModel.power
        pipeline.task = .classification(classes: ["fast", "slow"])

        let result = await client.ask(Self.rows([1]), of: Self.model(server.port), for: pipeline)

        if let shares {
            #expect(result == .success([.probabilities(shares)]))
        } else {
            #expect(result.failure != nil)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
