import Domain
import NIOCore
import NIOHTTP1

/// Decides which requests become spans, and measures them.
struct Tracing: Sendable {
    /// A request under way that will be a span.
    struct Open: Sendable {
        var context: TraceContext
        var parent: UInt64?
        var pipeline: PipelineName
        var time: Timestamp
        var start: NIODeadline
    }

    let exporter: SpanExporter
    /// Of the requests without a trace, the share that begins one.
    let share: Double
    let random: @Sendable () -> UInt64

    /// Nil where nobody records the request.
    func begin(_ headers: HTTPHeaders, _ pipeline: PipelineName, at time: Timestamp) -> Open? {
        let caller = TraceContext(headers)
        if let caller, !caller.isSampled { return nil }
        if caller == nil, Double(random() >> 11) * 0x1p-53 >= share { return nil }
        // Zero is no number of a trace or span.
        let span = max(random(), 1)
        let trace = caller?.trace ?? (random(), max(random(), 1))
        return Open(
            context: TraceContext(trace: trace, span: span, isSampled: true, state: caller?.state),
            parent: caller?.span, pipeline: pipeline, time: time, start: .now())
    }

    func end(_ open: Open, _ predictions: [ServedPrediction]) {
        end(open, status: 200, refusal: nil, InferenceSpan.evaluations(of: predictions))
    }

    func end(_ open: Open, _ refusal: Refusal) {
        end(open, status: refusal.status, refusal: refusal.sentence, [])
    }

    private func end(_ open: Open, status: Int, refusal: String?, _ evaluations: [InferenceSpan.Evaluation]) {
        let start = UInt64(max(0, open.time.rawValue)) * 1_000_000
        let duration = UInt64(max(0, (NIODeadline.now() - open.start).nanoseconds))
        exporter.add(
            InferenceSpan(
                context: open.context, parent: open.parent, pipeline: open.pipeline, startNanoseconds: start,
                endNanoseconds: start + duration, status: status, refusal: refusal, evaluations: evaluations))
    }
}

extension TraceContext {
    init?(_ headers: HTTPHeaders) {
        guard let parent = headers.first(name: "traceparent") else { return nil }
        let states = headers[canonicalForm: "tracestate"]
        self.init(parent: parent, state: states.isEmpty ? nil : states.joined(separator: ","))
    }
}
