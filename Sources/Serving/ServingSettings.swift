/// Where the prediction server listens, who may ask what, and how much.
package struct ServingSettings: Hashable, Sendable {
    /// What a token allows.
    package enum Permission: String, Hashable, Sendable, CaseIterable {
        case predict
        case feedback
        case control
        case read
    }

    /// Limits of what one caller may ask for.
    package struct Limits: Hashable, Sendable {
        package var bodyBytes: Int
        package var rows: Int
        package var headerBytes: Int
        package var connections: Int
        /// From a request's first byte to its last.
        package var requestSeconds: Double
        /// A connection that asks nothing for so long is closed.
        package var idleSeconds: Double
        /// How long answers that are under way may take once the server is asked to end.
        package var drainSeconds: Double

        package init(
            bodyBytes: Int = 4_194_304, rows: Int = 1_000, headerBytes: Int = 16_384, connections: Int = 1_024,
            requestSeconds: Double = 10, idleSeconds: Double = 75, drainSeconds: Double = 30
        ) {
            self.bodyBytes = bodyBytes
            self.rows = rows
            self.headerBytes = headerBytes
            self.connections = connections
            self.requestSeconds = requestSeconds
            self.idleSeconds = idleSeconds
            self.drainSeconds = drainSeconds
        }
    }

    /// What says which unit a row is of, where its pipeline has units.
    package enum Units: Hashable, Sendable {
        /// The request's own `unit`, else the header `X-Flywheel-Unit`.
        case requestOrHeader
        /// The header alone: a traffic plane in front chose the version by it, and what else the request says did not stick.
        case headerAlone
    }

    /// Where screens and commands of other machines are answered.
    package struct ControlListener: Hashable, Sendable {
        package var host: String
        /// 0 takes a free one.
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// The collector that spans of requests are sent to, by OTLP over HTTP in JSON.
    package struct Traces: Hashable, Sendable {
        package var host: String
        package var port: Int
        package var path: String
        /// Of the requests whose caller began no trace, the share that begins one.
        package var share: Double

        package init(host: String, port: Int, path: String, share: Double) {
            self.host = host
            self.port = port
            self.path = path
            self.share = share
        }
    }

    /// Where the engine is steered from over TCP, by tokens for `control` and `read`; nil for nowhere.
    package var control: ControlListener?
    /// An address to listen on; nil for none.
    package var host: String?
    /// 0 takes a free one.
    package var port: Int
    /// Path of a Unix socket; nil for none.
    package var socket: String?
    /// Tokens by permission; a permission without one is open to every caller that reaches the address.
    package var tokens: [Permission: [String]]
    package var limits: Limits
    /// Nil for no spans; a caller's trace goes on to other models' servers all the same.
    package var traces: Traces?
    package var units = Units.requestOrHeader
    /// Threads that answer: one a core that the process may use, since two on one core make callers wait for each other's turn.
    package var threads = 1

    /// Whether callers reach the engine anywhere.
    package var isOpen: Bool { host != nil || socket != nil }

    package init(
        host: String? = nil, port: Int = 0, socket: String? = nil, tokens: [Permission: [String]] = [:],
        limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.socket = socket
        self.tokens = tokens
        self.limits = limits
    }
}
