import Domain
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import Serving

/// Spans of requests, as a collector gets them.
struct SpanTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let asked = "traceparent: 00-\(trace)-00f067aa0ba902b7-01"
    private static let path = "/v2/models/traffic/infer"

    private struct Page: Decodable {
        struct Resource: Decodable { var scopeSpans: [Scope] }
        struct Scope: Decodable { var spans: [Span] }
        struct Attribute: Decodable {
            struct Value: Decodable {
                var stringValue: String?
                var intValue: String?
            }
            var key: String
            var value: Value
        }
        struct Event: Decodable {
            var name: String
            var attributes: [Attribute]
        }
        struct Status: Decodable {
            var code: Int
            var message: String
        }
        struct Span: Decodable {
            var traceId: String
            var spanId: String
            var parentSpanId: String?
            var name: String
            var kind: Int
            var startTimeUnixNano: String
            var endTimeUnixNano: String
            var attributes: [Attribute]
            var events: [Event]
            var status: Status?
        }
        var resourceSpans: [Resource]

        var spans: [Span] { resourceSpans.flatMap { $0.scopeSpans.flatMap(\.spans) } }
    }

    private static func span(_ number: UInt64, status: Int = 200) -> InferenceSpan {
        let evaluation = InferenceSpan.Evaluation(
            arm: .candidate, version: ModelVersion(rawValue: 4), rollout: 7, unit: "ann", rows: 2)
        return InferenceSpan(
            context: TraceContext(trace: (1, number), span: number, isSampled: true), parent: nil,
            pipeline: PipelineName(rawValue: "loans"), startNanoseconds: 5, endNanoseconds: 9, status: status,
            refusal: status == 200 ? nil : "it \"fell\"", evaluations: status == 200 ? [evaluation] : [])
    }

    private static func pages(_ server: ScriptedServer) throws -> [Page.Span] {
        try server.requests.flatMap { try JSONDecoder().decode(Page.self, from: Data($0.body.utf8)).spans }
    }

    private static func exporter(_ server: ScriptedServer) -> SpanExporter {
        SpanExporter(
            ServingSettings.Traces(host: "127.0.0.1", port: server.port, path: "/v1/traces", share: 1),
            version: "0.9-test")
    }

    @Test func aTracedRequestBecomesASpanOfItsCallersTrace() async throws {
        let collector = ScriptedServer { _ in .json(200, "{}") }
        defer { collector.stop() }
        var settings = ServingSettings.loopback()
        settings.traces = ServingSettings.Traces(host: "127.0.0.1", port: collector.port, path: "/v1/traces", share: 0)
        try await ServedWorld.with(settings) { world in
            let answer = try await world.ask("POST", Self.path, .oneRow, headers: [Self.asked])
            #expect(answer.status == 200)
            #expect(try await world.ask("POST", Self.path, .oneRow).status == 200)
            #expect(try await world.ask("POST", Self.path, "{", headers: [Self.asked]).status == 400)
        }

        // The server's end sends what waits.
        let spans = try Self.pages(collector)
        #expect(spans.map(\.traceId) == [Self.trace, Self.trace], "the request without a trace begins none")
        #expect(spans.map(\.parentSpanId) == ["00f067aa0ba902b7", "00f067aa0ba902b7"])
        let first = try #require(spans.first)
        #expect(first.spanId == "0123456789abcdef" && first.name == "infer traffic" && first.kind == 2)
        let (start, end) = (UInt64(first.startTimeUnixNano), UInt64(first.endTimeUnixNano))
        #expect(start == 1_790_000_000_000_000_000 && end ?? 0 >= start ?? 1)
        #expect(first.attributes.contains { $0.key == "flywheel.version" && $0.value.stringValue == "v3" })
        #expect(first.events.map(\.name) == ["feature_flag.evaluation"])
        #expect(spans.last?.attributes.contains { $0.value.intValue == "400" } == true)
    }

    @Test func aSpanSaysWhatWasAnsweredAndWhatWasRefused() throws {
        let text = SpanPage(version: "1", spans: [Self.span(1), Self.span(2, status: 503)]).text
        let spans = try JSONDecoder().decode(Page.self, from: Data(text.utf8)).spans

        let flag = try #require(spans.first?.events.first?.attributes)
        let values = Dictionary(
            uniqueKeysWithValues: flag.map { ($0.key, $0.value.stringValue ?? $0.value.intValue ?? "") })
        #expect(values["feature_flag.key"] == "loans" && values["feature_flag.result.variant"] == "candidate")
        #expect(values["feature_flag.context.id"] == "ann" && values["feature_flag.result.reason"] == "split")
        #expect(values["flywheel.version"] == "v4" && values["flywheel.rollout"] == "7")
        #expect(values["flywheel.rows"] == "2")
        #expect(spans.last?.status?.code == 2 && spans.last?.status?.message == "it \"fell\"")
        #expect(spans.last?.events.isEmpty == true)
    }

    @Test func whatACollectorThatIsAwayMissesComesLater() async throws {
        let collector = ScriptedServer { _ in .json(503, "{}") }
        let exporter = Self.exporter(collector)
        for number in 1...600 { exporter.add(Self.span(UInt64(number))) }
        await exporter.flush()
        collector.answer { _ in .json(200, "{}") }
        await exporter.flush()
        let taken = try Self.pages(collector).dropFirst(512)
        collector.stop()
        exporter.add(Self.span(601))
        await exporter.flush()

        #expect(taken.map(\.spanId) == (1...600).map { TraceContext.text($0) }, "each once, in order")
        #expect(exporter.dropped == 0)
    }

    @Test func spansBeyondTheRoomAndThoseThatAreNotTakenAreCounted() async throws {
        let collector = ScriptedServer { _ in .json(400, "{}") }
        defer { collector.stop() }
        let exporter = Self.exporter(collector)
        for number in 1...(SpanExporter.capacity + 3) { exporter.add(Self.span(UInt64(number))) }
        #expect(exporter.dropped == 3)
        await exporter.flush()
        #expect(exporter.dropped == SpanExporter.capacity + 3)
    }

    @Test func theShareOfNewTracesIsAsAsked() throws {
        let tracing = Tracing(
            exporter: Self.exporter(ScriptedServer { _ in .hangUp }), share: 0.25,
            random: { UInt64.max / 4 - 1_000_000 })
        let never = Tracing(exporter: tracing.exporter, share: 0.25, random: { UInt64.max / 4 + 1_000_000 })

        #expect(tracing.begin([:], PipelineName(rawValue: "loans"), at: .init(rawValue: 0)) != nil)
        #expect(never.begin([:], PipelineName(rawValue: "loans"), at: .init(rawValue: 0)) == nil)
    }

    @Test func theTraceGoesOnToAnotherModelsServer() async throws {
        let server = ScriptedServer { _ in
            .json(200, #"{"outputs":[{"name":"value","shape":[1],"datatype":"FP32","data":[4]}]}"#)
        }
        defer { server.stop() }
        let client = RemoteClient(version: "0.9-test", tokens: { _ in nil })
        let context = TraceContext(parent: "00-\(Self.trace)-00f067aa0ba902b7-01", state: "a=b")
        let model = RemoteModel(host: "127.0.0.1", port: server.port, name: "power")
        let pipeline = ServedModel(
            name: PipelineName(rawValue: "power"), task: .regression, columns: [], timeColumn: nil, unitColumn: nil,
            versions: [])
        _ = await TraceContext.$current.withValue(context) {
            await client.ask([PredictionRequest.Row(values: [])], of: model, for: pipeline)
        }

        #expect(server.requests.allSatisfy { $0.head.contains("traceparent: 00-\(Self.trace)-00f067aa0ba902b7-01") })
        #expect(server.requests.allSatisfy { $0.head.contains("tracestate: a=b") } && !server.requests.isEmpty)
    }
}
