import NIOCore

/// What a connection waits for, and since when; it lives on the connection's own event loop.
final class ConnectionClock {
    enum Phase {
        /// Between requests.
        case idle
        /// A request has begun to come.
        case receiving
        case answering
        /// The last answer is out; the caller's end is waited for.
        case closing
    }

    private(set) var phase = Phase.idle
    private(set) var since = NIODeadline.now()

    func enter(_ phase: Phase) {
        self.phase = phase
        since = .now()
    }

    /// Notes that bytes came, of which the first after a pause begin a request.
    func noteBytes() {
        if phase == .idle { enter(.receiving) }
    }

    /// Whether its time in this phase is over.
    func isOver(_ limits: ServingSettings.Limits) -> Bool {
        let limit: Double
        switch phase {
        case .idle: limit = limits.idleSeconds
        case .receiving: limit = limits.requestSeconds
        case .closing: limit = 2
        case .answering: return false
        }
        return NIODeadline.now() - since >= TimeAmount(seconds: limit)
    }
}

extension TimeAmount {
    init(seconds: Double) {
        self = .nanoseconds(Int64(min(max(seconds, 0), 1e9) * 1e9))
    }
}

/// Sees a connection's bytes before they are a request, so that a slow head is noticed too.
final class ByteWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let clock: ConnectionClock

    init(_ clock: ConnectionClock) {
        self.clock = clock
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        clock.noteBytes()
        context.fireChannelRead(data)
    }
}
