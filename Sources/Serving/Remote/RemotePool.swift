import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Connections to other servers, kept open between requests.
final class RemotePool: Sendable {
    struct Place: Hashable {
        var host: String
        var port: Int
    }

    /// Connections of one server that wait for work; more are closed.
    private static let idleLimit = 32

    private let group: MultiThreadedEventLoopGroup
    private let idle = Mutex<[Place: [any Channel]]>([:])

    init(group: MultiThreadedEventLoopGroup) {
        self.group = group
    }

    /// Sends a request and waits for its answer, until the deadline at most.
    ///
    /// A connection that its server closed while it lay idle says nothing of the server: the request is sent once more over
    /// a new one. A prediction asked for twice does no harm.
    ///
    /// - Throws: ``RemoteFault``.
    func send(_ head: HTTPRequestHead, _ body: ByteBuffer, to place: Place, by deadline: NIODeadline) async throws
        -> RemoteReply
    {
        while let channel = take(place) {
            do {
                return try await exchange(head, body, over: channel, place, by: deadline)
            } catch RemoteFault.broken {
                continue
            }
        }
        return try await exchange(head, body, over: try await connect(place, by: deadline), place, by: deadline)
    }

    private func exchange(
        _ head: HTTPRequestHead, _ body: ByteBuffer, over channel: any Channel, _ place: Place,
        by deadline: NIODeadline
    ) async throws -> RemoteReply {
        let reply = channel.eventLoop.makePromise(of: RemoteReply.self)
        let alarm = channel.eventLoop.scheduleTask(deadline: deadline) { reply.fail(RemoteFault.late) }
        channel.writeAndFlush(RemoteExchange(head: head, body: body, reply: reply)).whenFailure { error in
            reply.fail(RemoteFault.broken("\(error)"))
        }
        defer { alarm.cancel() }
        do {
            let answer = try await reply.futureResult.get()
            if answer.keepsAlive { put(channel, place) } else { channel.close(promise: nil) }
            return answer
        } catch {
            // An answer that comes after all must not be taken for that of the next request.
            channel.close(promise: nil)
            throw error
        }
    }

    private func connect(_ place: Place, by deadline: NIODeadline) async throws -> any Channel {
        let left = deadline - .now()
        guard left > .nanoseconds(0) else { throw RemoteFault.late }
        do {
            return try await ClientBootstrap(group: group).connectTimeout(left)
                .channelOption(.socketOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(RemoteConversation())
                    }
                }.connect(host: place.host, port: place.port).get()
        } catch {
            if NIODeadline.now() >= deadline { throw RemoteFault.late }
            throw RemoteFault.broken(Self.words(for: error))
        }
    }

    private func take(_ place: Place) -> (any Channel)? {
        idle.withLock { idle in
            while let channel = idle[place]?.popLast() {
                if channel.isActive { return channel }
            }
            return nil
        }
    }

    private func put(_ channel: any Channel, _ place: Place) {
        let isKept = idle.withLock { idle in
            guard channel.isActive, idle[place, default: []].count < Self.idleLimit else { return false }
            idle[place, default: []].append(channel)
            return true
        }
        if !isKept { channel.close(promise: nil) }
    }

    /// What the system says of one connection; that of several addresses is the first's.
    private static func words(for error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return words(for: first.error) }
            return error.dnsAError.map { "\($0)" } ?? "its name is not known"
        case let error as IOError: return Self.meaning(of: error.errnoCode)
        default: return "\(error)"
        }
    }

    private static func meaning(of code: CInt) -> String {
        String(cString: strerror(code)).lowercased()
    }
}
