import Domain

/// Writes spans as OTLP's JSON, with the names of OpenTelemetry's semantic conventions.
struct SpanPage {
    /// The program's.
    let version: String
    let spans: [InferenceSpan]

    var text: String { writer.text }

    var writer: JSONWriter {
        var writer = JSONWriter(capacity: 512 * (spans.count + 1))
        writer.beginObject()
        writer.key("resourceSpans")
        writer.beginArray()
        writer.beginObject()
        writer.key("resource")
        writer.beginObject()
        attributes(&writer) { writer in
            attribute("service.name", "flywheel", &writer)
            attribute("service.version", version, &writer)
        }
        writer.endObject()
        writer.key("scopeSpans")
        writer.beginArray()
        writer.beginObject()
        writer.key("scope")
        writer.beginObject()
        writer.key("name")
        writer.string("flywheel.serving")
        writer.endObject()
        writer.key("spans")
        writer.beginArray()
        for span in spans { write(span, &writer) }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer
    }

    private func write(_ span: InferenceSpan, _ writer: inout JSONWriter) {
        writer.beginObject()
        field("traceId", span.context.traceText, &writer)
        field("spanId", span.context.spanText, &writer)
        if let parent = span.parent { field("parentSpanId", TraceContext.text(parent), &writer) }
        if let state = span.context.state { field("traceState", state, &writer) }
        field("name", "infer \(span.pipeline)", &writer)
        writer.key("kind")
        writer.integer(Self.serverKind)
        field("startTimeUnixNano", "\(span.startNanoseconds)", &writer)
        field("endTimeUnixNano", "\(span.endNanoseconds)", &writer)
        attributes(&writer) { writer in
            attribute("flywheel.pipeline", span.pipeline.rawValue, &writer)
            attribute("flywheel.rows", span.evaluations.reduce(0) { $0 + $1.rows }, &writer)
            attribute("http.response.status_code", span.status, &writer)
            // A request of one answer, which most are, can be searched by it.
            guard let only = span.evaluations.first, span.evaluations.count == 1 else { return }
            describe(only, &writer)
        }
        writer.key("events")
        writer.beginArray()
        for evaluation in span.evaluations { write(evaluation, of: span, &writer) }
        writer.endArray()
        if span.status >= 500 {
            writer.key("status")
            writer.beginObject()
            writer.key("code")
            writer.integer(Self.errorCode)
            field("message", span.refusal ?? "", &writer)
            writer.endObject()
        }
        writer.endObject()
    }

    private func write(_ evaluation: InferenceSpan.Evaluation, of span: InferenceSpan, _ writer: inout JSONWriter) {
        writer.beginObject()
        field("timeUnixNano", "\(span.endNanoseconds)", &writer)
        field("name", "feature_flag.evaluation", &writer)
        attributes(&writer) { writer in
            attribute("feature_flag.key", span.pipeline.rawValue, &writer)
            attribute("feature_flag.provider.name", "flywheel", &writer)
            attribute("feature_flag.result.variant", evaluation.arm.rawValue, &writer)
            attribute("feature_flag.result.reason", evaluation.rollout == nil ? "default" : "split", &writer)
            if let unit = evaluation.unit { attribute("feature_flag.context.id", unit, &writer) }
            attribute("flywheel.rows", evaluation.rows, &writer)
            describe(evaluation, &writer)
        }
        writer.endObject()
    }

    private func describe(_ evaluation: InferenceSpan.Evaluation, _ writer: inout JSONWriter) {
        attribute("flywheel.arm", evaluation.arm.rawValue, &writer)
        attribute("flywheel.version", "\(evaluation.version)", &writer)
        if let rollout = evaluation.rollout { attribute("flywheel.rollout", rollout, &writer) }
    }

    /// SPAN_KIND_SERVER and STATUS_CODE_ERROR of OTLP.
    private static let serverKind = 2
    private static let errorCode = 2

    private func attributes(_ writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
        writer.key("attributes")
        writer.beginArray()
        body(&writer)
        writer.endArray()
    }

    private func attribute(_ key: StaticString, _ text: String, _ writer: inout JSONWriter) {
        attribute(key, &writer) { field("stringValue", text, &$0) }
    }

    /// OTLP's JSON writes whole numbers of 64 bits as strings.
    private func attribute(_ key: StaticString, _ number: Int, _ writer: inout JSONWriter) {
        attribute(key, &writer) { field("intValue", "\(number)", &$0) }
    }

    private func attribute(_ key: StaticString, _ writer: inout JSONWriter, _ value: (inout JSONWriter) -> Void) {
        writer.beginObject()
        field("key", "\(key)", &writer)
        writer.key("value")
        writer.beginObject()
        value(&writer)
        writer.endObject()
        writer.endObject()
    }

    private func field(_ key: StaticString, _ text: String, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.string(text)
    }
}
