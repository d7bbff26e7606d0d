import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Keeps spans until a collector has them, and never holds up who makes them.
///
/// A collector that is away costs spans, not answers: so many wait at most, and more are counted as dropped.
final class SpanExporter: Sendable {
    static let capacity = 4_096
    /// Spans a request to the collector.
    private static let batch = 512
    private static let timeout = TimeAmount.seconds(5)
    private static let pause = Duration.seconds(1)

    private struct State {
        var waiting: [InferenceSpan] = []
        var dropped = 0
    }

    private let settings: ServingSettings.Traces
    private let version: String
    private let pool = RemotePool(group: .singleton)
    private let state = Mutex(State())

    init(_ settings: ServingSettings.Traces, version: String) {
        self.settings = settings
        self.version = version
    }

    /// Spans that the collector has not got and will not get.
    var dropped: Int { state.withLock { $0.dropped } }

    func add(_ span: InferenceSpan) {
        state.withLock { state in
            if state.waiting.count < Self.capacity { state.waiting.append(span) } else { state.dropped += 1 }
        }
    }

    /// Sends what waits, again and again until it is cancelled; what waits then is sent once more.
    func run() async {
        while !Task.isCancelled {
            await flush()
            // Cancelled is what ends the loop.
            try? await Task.sleep(for: Self.pause)
        }
        await flush()
    }

    /// Sends what waits, unless the collector is away: then it goes on waiting.
    func flush() async {
        while true {
            let spans = state.withLock { Array($0.waiting.prefix(Self.batch)) }
            guard !spans.isEmpty else { return }
            switch await status(of: spans) {
            case nil, 408?, 429?, 502?, 503?, 504?: return
            case let status?:
                state.withLock { state in
                    state.waiting.removeFirst(spans.count)
                    // What it does not take today it will not take tomorrow.
                    if !(200..<300).contains(status) { state.dropped += spans.count }
                }
            }
        }
    }

    /// What the collector answers; nil where it does not.
    private func status(of spans: [InferenceSpan]) async -> Int? {
        let body = SpanPage(version: version, spans: spans).writer.buffer
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        let head = HTTPRequestHead(
            version: .http1_1, method: .POST, uri: settings.path,
            headers: [
                "Host": "\(host):\(settings.port)", "User-Agent": "flywheel/\(version)",
                "Content-Type": "application/json", "Content-Length": "\(body.readableBytes)",
            ])
        do {
            return try await pool.send(
                head, body, to: RemotePool.Place(host: settings.host, port: settings.port), by: .now() + Self.timeout
            ).status
        } catch {
            return nil
        }
    }
}
