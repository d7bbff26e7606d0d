import Domain
import NIOCore
import NIOHTTP1

/// Answers requests, whichever connection they came over.
struct FrontDesk: Sendable {
    /// An answer, or the promise of one.
    enum Reply {
        case now(Answer)
        /// Waits for a commit.
        case later(@Sendable () async -> Answer)
    }

    let limits: ServingSettings.Limits
    let tokens: TokenCheck
    let service: any PredictionService
    let snapshot: @Sendable () -> EngineSnapshot
    let version: String
    let now: @Sendable () -> Timestamp
    let units: ServingSettings.Units
    /// Nil where requests are not traced.
    var tracing: Tracing?
    let counts = RequestCounts()

    /// Looks at a request's head: whether there is such a path, whether it takes the method, whether the caller may.
    ///
    /// - Parameters:
    ///   - head: The request's.
    ///   - memory: The connection's last route.
    /// - Returns: What is asked for.
    /// - Throws: 404, 405, 401, 403 or 415 with what to send instead.
    func admit(_ head: HTTPRequestHead, _ memory: inout RouteMemory) throws(Refusal) -> Route {
        let route = try memory.route(of: head.uri)
        switch (route.method, head.method) {
        case (.get, .GET), (.get, .HEAD), (.post, .POST): break
        default:
            let allowed = route.method.rawValue
            throw Refusal(
                405, "\(head.method.rawValue) does nothing here; use \(allowed)",
                header: AnswerHeader(name: "Allow", value: allowed))
        }
        try tokens.admit(route.permission, head.headers.first(name: "Authorization"))
        if route.method == .post { try checkContent(head.headers) }
        return route
    }

    /// Answers a whole request.
    ///
    /// - Parameters:
    ///   - route: As ``admit(_:)`` gave it.
    ///   - headers: The request's.
    ///   - body: The request's.
    ///   - forms: Those made so far for this connection.
    /// - Returns: The answer, which is also that of a refusal.
    func reply(to route: Route, _ headers: HTTPHeaders, _ body: ByteBuffer, _ forms: inout FormCache) -> Reply {
        do throws(Refusal) {
            switch route {
            case .live: return .now(ModelPages.live())
            case .ready: return .now(ModelPages.ready(service.models()))
            case .server: return .now(ModelPages.server(version: version))
            case .metrics: return .later(metrics)
            case .model(let name, let version): return .now(try ModelPages.metadata(form(of: name, &forms), version))
            case .modelReady(let name, let version):
                return .now(ModelPages.ready(try form(of: name, &forms).model, version))
            case .infer(let name, let version):
                return try infer(form(of: name, &forms), version, headers, body)
            case .feedback(let name): return try take(form(of: name, &forms).model, body)
            case .observations(let name): return try observe(form(of: name, &forms), body)
            }
        } catch {
            return .now(Answer(error, tally: tally(of: route)))
        }
    }

    /// What a refused request adds to the counters.
    func tally(of route: Route) -> Tally {
        switch route {
        case .live, .ready, .modelReady: Tally(kind: .health)
        case .server, .model: Tally(kind: .metadata)
        case .metrics: Tally(kind: .metrics)
        case .infer(let name, _): Tally(kind: .predict, pipeline: service.model(name)?.name)
        case .feedback(let name), .observations(let name): Tally(kind: .feedback, pipeline: service.model(name)?.name)
        }
    }

    private func metrics() async -> Answer {
        MetricsPage(
            totals: counts.read(), dropped: service.droppedRecords(), droppedSpans: tracing?.exporter.dropped,
            snapshot: snapshot(), version: version
        ).answer()
    }

    private func form(of name: PipelineName, _ forms: inout FormCache) throws(Refusal) -> ModelForm {
        if let model = service.model(name) { return forms.form(of: model) }
        let known = service.models().map(\.name.rawValue)
        let hint = NearNames.hint(for: name.rawValue, among: known, "model")
        throw Refusal(404, "there is no model \(name.rawValue.prefix(80)); \(hint)")
    }

    private func checkContent(_ headers: HTTPHeaders) throws(Refusal) {
        if let encoding = headers.first(name: "Content-Encoding"), encoding.lowercased() != "identity" {
            throw Refusal(415, "bodies in \(encoding) are not taken; send them plain")
        }
        guard let type = headers.first(name: "Content-Type"), type != "application/json" else { return }
        let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        // Clients of the protocol send many types, among them none and octet-stream; only what cannot be JSON is refused.
        let others = [
            "application/xml", "text/xml", "text/html", "text/csv", "application/x-protobuf", "application/grpc",
        ]
        let families = ["image/", "audio/", "video/", "multipart/"]
        guard others.contains(essence) || families.contains(where: essence.hasPrefix) else { return }
        throw Refusal(415, "a body of \(essence) is not taken; send application/json")
    }
}
