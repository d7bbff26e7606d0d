import NIOCore
import NIOHTTP1

/// One request to another server, with the promise of its answer.
struct RemoteExchange: Sendable {
    var head: HTTPRequestHead
    var body: ByteBuffer
    var reply: EventLoopPromise<RemoteReply>
}

/// What another server answered.
struct RemoteReply: Sendable {
    var status: Int
    var body: ByteBuffer
    /// Whether its connection can be used again.
    var keepsAlive: Bool
}

/// Speaks HTTP over one connection to another server: one exchange after the other.
final class RemoteConversation: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = RemoteExchange
    typealias OutboundOut = HTTPClientRequestPart

    /// An answer beyond this is taken for one without end.
    private static let limit = 67_108_864

    private var exchange: RemoteExchange?
    private var head: HTTPResponseHead?
    private var body = ByteBuffer()

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        self.exchange = exchange
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if exchange.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // 1xx answers are not the last word.
            self.head = head.status.code < 200 ? nil : head
            body = ByteBuffer()
        case .body(var piece):
            body.writeBuffer(&piece)
            if body.readableBytes > Self.limit { end(context, .malformed("it goes on without end")) }
        case .end:
            guard let head, let exchange else { return }
            self.exchange = nil
            self.head = nil
            exchange.reply.succeed(
                RemoteReply(status: Int(head.status.code), body: body, keepsAlive: head.isKeepAlive))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(context, error is HTTPParserError ? .malformed("it is no HTTP") : .broken("\(error)"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context, .broken("the connection was closed"))
    }

    private func end(_ context: ChannelHandlerContext, _ failure: RemoteFault) {
        exchange?.reply.fail(failure)
        exchange = nil
        context.close(promise: nil)
    }
}

/// Why an exchange came to nothing.
enum RemoteFault: Error, Hashable {
    case late
    case broken(String)
    case malformed(String)
}
