import NIOCore
import Synchronization

/// Counts the open connections, and tells them when the server is about to end.
final class ConnectionLedger: Sendable {
    /// Fired at each connection: answer what is under way, then close.
    struct Drain: Sendable {}

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isDraining = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a new connection in; false where there are too many, or the server ends.
    func enter(_ channel: any Channel) -> Bool {
        let name = ObjectIdentifier(channel)
        let isIn = state.withLock { state in
            guard state.channels.count < limit, !state.isDraining else { return false }
            state.channels[name] = channel
            return true
        }
        if isIn { channel.closeFuture.whenComplete { _ in self.leave(name) } }
        return isIn
    }

    /// Asks all connections to end.
    func drain() {
        let channels = state.withLock { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
        // All of a thread in one go: no answer of it is written between the first that hears of the end and the last.
        for mates in Dictionary(grouping: channels, by: { ObjectIdentifier($0.eventLoop) }).values {
            mates[0].eventLoop.execute {
                for channel in mates { channel.pipeline.fireUserInboundEventTriggered(Drain()) }
            }
        }
    }

    /// Waits until all connections are closed; those that are not after `limit` are cut.
    func awaitEnd(within limit: TimeAmount, on loop: any EventLoop) async {
        let channels = state.withLock { Array($0.channels.values) }
        let cut = loop.scheduleTask(in: limit) {
            for channel in channels { channel.close(promise: nil) }
        }
        for channel in channels {
            // However it closed, it is closed.
            _ = await channel.closeFuture.map { true }.recover { _ in false }.awaitValue()
        }
        cut.cancel()
    }

    private func leave(_ name: ObjectIdentifier) {
        state.withLock { state in _ = state.channels.removeValue(forKey: name) }
    }
}

extension EventLoopFuture where Value == Bool {
    /// The value of a future that cannot fail any more; false if it does.
    fileprivate func awaitValue() async -> Bool {
        await withCheckedContinuation { continuation in
            whenComplete { continuation.resume(returning: (try? $0.get()) ?? false) }
        }
    }
}

/// Tells a connection too many that it is one, and closes it.
final class Overflow: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
        let refusal = Refusal(
            503, "too many connections are open; close some, or ask again later",
            header: AnswerHeader(name: "Retry-After", value: "1"))
        let bytes = Answer(refusal, tally: .other)
            .bytes(
                date: "Thu, 01 Jan 1970 00:00:00 GMT", connection: "close", withBody: true,
                allocator: context.channel.allocator)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in channel.close(promise: nil) }
    }

    /// What such a connection says is not read.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
