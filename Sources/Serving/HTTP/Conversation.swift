import Domain
import NIOCore
import NIOHTTP1

/// One connection's requests and answers, one after the other.
///
/// Predictions are computed where their request is read, on the connection's own event loop. While an answer waits for a
/// commit, nothing more is read; requests that were sent ahead wait in line.
final class Conversation: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What is known of the request under way.
    struct Asked {
        /// What is wrong with it, where something is.
        var route: Result<Route, Refusal>
        var head: HTTPRequestHead
        var startedAt: NIODeadline
        var keepsAlive: Bool
    }

    private enum State {
        case idle
        case reading(Asked)
        case answering
        case closing
    }

    let desk: FrontDesk
    private let clock: ConnectionClock
    private var state = State.idle
    private var body = ByteBuffer()
    private var waiting = CircularBuffer<HTTPServerRequestPart>()
    private var forms = FormCache()
    private var routes = RouteMemory()
    private var date = HTTPDate()
    private var isReadHeld = false
    private var isDraining = false
    private var isInputClosed = false
    private var isOpen = true

    init(_ desk: FrontDesk, _ clock: ConnectionClock) {
        self.desk = desk
        self.clock = clock
    }

    func channelActive(context: ChannelHandlerContext) {
        scheduleCheck(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOpen = false
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        switch state {
        case .answering: waiting.append(part)
        case .closing: return
        case .idle, .reading: take(part, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        // A caller who sends without reading is not read either.
        if case .answering = state {
            isReadHeld = true
        } else if context.channel.isWritable {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        resumeReading(context)
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ConnectionLedger.Drain:
            isDraining = true
            if clock.phase == .idle { context.close(promise: nil) }
        case ChannelEvent.inputClosed:
            isInputClosed = true
            if case .answering = state { return }
            context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let problem = error as? HTTPParserError else {
            context.close(promise: nil)
            return
        }
        switch state {
        // What was asked before the broken bytes is still answered.
        case .answering: isInputClosed = true
        case .closing: return
        case .idle, .reading: refuseAtOnce(Refusal(problem), asked: nil, context)
        }
    }
}

extension Conversation {
    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (part, state) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let bytes), .reading(let asked)): take(bytes, asked, context)
        case (.end, .reading(let asked)): end(asked, context)
        case (.head, _), (.body, _), (.end, _): return
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let route = Result { () throws(Refusal) in try desk.admit(head, &routes) }
        // After an offer to change the protocol, the parser reads no more.
        let keepsAlive = head.isKeepAlive && head.method != .CONNECT && !head.headers.contains(name: "Upgrade")
        let asked = Asked(route: route, head: head, startedAt: .now(), keepsAlive: keepsAlive)
        body.clear()
        state = .reading(asked)
        if let refusal = head.refusal(limits: desk.limits) {
            refuseAtOnce(refusal, asked: asked, context)
        } else if head.expectsContinue {
            if case .failure(let refusal) = route {
                refuseAtOnce(refusal, asked: asked, context)
            } else {
                context.writeAndFlush(
                    wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
            }
        }
    }

    private func take(_ bytes: ByteBuffer, _ asked: Asked, _ context: ChannelHandlerContext) {
        guard body.readableBytes + bytes.readableBytes <= desk.limits.bodyBytes else {
            refuseAtOnce(.tooLarge(desk.limits), asked: asked, context)
            return
        }
        if body.readableBytes == 0 {
            body = bytes
        } else {
            body.writeImmutableBuffer(bytes)
        }
    }

    private func end(_ asked: Asked, _ context: ChannelHandlerContext) {
        switch asked.route {
        case .failure(let refusal): send(Answer(refusal, tally: tally(of: asked)), to: asked, context)
        case .success(let route):
            switch desk.reply(to: route, asked.head.headers, body, &forms) {
            case .now(let answer): send(answer, to: asked, context)
            case .later(let work): wait(for: work, asked, context)
            }
        }
    }

    private func wait(
        for work: @escaping @Sendable () async -> Answer, _ asked: Asked, _ context: ChannelHandlerContext
    ) {
        state = .answering
        clock.enter(.answering)
        let loop = context.eventLoop
        let here = NIOLoopBound((self, context), eventLoop: loop)
        Task {
            let answer = await work()
            loop.execute {
                let (conversation, context) = here.value
                conversation.finish(answer, asked, context)
            }
        }
    }

    private func finish(_ answer: Answer, _ asked: Asked, _ context: ChannelHandlerContext) {
        guard isOpen else { return }
        send(answer, to: asked, context)
        while case .idle = state, let part = waiting.popFirst() {
            take(part, context)
            takeBody(context)
        }
        context.flush()
        if case .idle = state, isInputClosed {
            context.close(promise: nil)
        } else {
            resumeReading(context)
        }
    }

    /// Takes the rest of a request that was sent ahead.
    private func takeBody(_ context: ChannelHandlerContext) {
        while case .reading = state, let part = waiting.popFirst() { take(part, context) }
    }

    private func resumeReading(_ context: ChannelHandlerContext) {
        if case .answering = state { return }
        guard isReadHeld, context.channel.isWritable else { return }
        isReadHeld = false
        context.read()
    }
}

extension Conversation {
    private func send(_ answer: Answer, to asked: Asked, _ context: ChannelHandlerContext) {
        let isLast = !asked.keepsAlive || isDraining || (isInputClosed && waiting.isEmpty)
        let isOld = asked.head.version.minor == 0
        write(
            answer, connection: isLast ? "close" : (isOld ? "keep-alive" : nil),
            withBody: asked.head.method != .HEAD, since: asked.startedAt, context)
        if isLast {
            closeGently(context)
        } else {
            state = .idle
            clock.enter(.idle)
        }
    }

    /// Answers before the request is read to its end, and closes the connection, as the rest cannot be told from a request.
    private func refuseAtOnce(_ refusal: Refusal, asked: Asked?, _ context: ChannelHandlerContext) {
        let tally = asked.map(tally(of:)) ?? .other
        write(
            Answer(refusal, tally: tally), connection: "close", withBody: asked?.head.method != .HEAD,
            since: asked?.startedAt ?? clock.since, context)
        closeGently(context)
    }

    private func write(
        _ answer: Answer, connection: String?, withBody: Bool, since start: NIODeadline,
        _ context: ChannelHandlerContext
    ) {
        let bytes = answer.bytes(
            date: date.text(at: desk.now()), connection: connection, withBody: withBody,
            allocator: context.channel.allocator)
        context.write(wrapOutboundOut(bytes), promise: nil)
        let seconds = Double((NIODeadline.now() - start).nanoseconds) / 1e9
        desk.counts.add(answer.tally, code: answer.status, seconds: seconds)
    }

    /// Ends our side and waits for the caller's end: a close with bytes unread would take the answer back from the wire.
    private func closeGently(_ context: ChannelHandlerContext) {
        state = .closing
        waiting.removeAll()
        clock.enter(.closing)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            guard self.isOpen else { return }
            context.close(mode: self.isInputClosed ? .all : .output, promise: nil)
        }
        context.read()
    }

    private func tally(of asked: Asked) -> Tally {
        switch asked.route {
        case .success(let route): desk.tally(of: route)
        case .failure: .other
        }
    }

    /// Looks at the clock now and then, which costs less than a timer a request.
    private func scheduleCheck(_ context: ChannelHandlerContext) {
        let shortest = min(desk.limits.requestSeconds, desk.limits.idleSeconds)
        let pause = TimeAmount(seconds: min(max(shortest / 4, 0.02), 1))
        context.eventLoop.assumeIsolated().scheduleTask(in: pause) { [weak self] in
            guard let self, self.isOpen else { return }
            self.check(context)
            self.scheduleCheck(context)
        }
    }

    private func check(_ context: ChannelHandlerContext) {
        guard clock.isOver(desk.limits) else { return }
        guard clock.phase == .receiving, context.channel.isWritable else {
            context.close(promise: nil)
            return
        }
        let refusal = Refusal(
            408, "the request did not come whole within \(desk.limits.requestSeconds) s; send it faster")
        if case .reading(let asked) = state {
            refuseAtOnce(refusal, asked: asked, context)
        } else {
            refuseAtOnce(refusal, asked: nil, context)
        }
    }
}
