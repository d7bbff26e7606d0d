package import Domain
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers the Open Inference Protocol, feedback and `/metrics` over HTTP.
///
///     let server = PredictionServer(settings: settings, service: service, link: link, version: "1.0", now: clock)
///     let addresses = try await server.start()
///     …
///     await server.stop()
///
/// One event loop a core; a prediction is computed on its connection's.
package actor PredictionServer {
    private enum State {
        case new
        case listening(listeners: [any Channel], socket: UnixSocketFile?, group: MultiThreadedEventLoopGroup)
        case stopped
    }

    private let settings: ServingSettings
    private let desk: FrontDesk
    private let ledger: ConnectionLedger
    private let onThread: @Sendable () -> Void
    private var state = State.new
    private var exporting: Task<Void, Never>?

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - settings: Addresses, tokens and limits.
    ///   - service: What has the models.
    ///   - link: What `/metrics` reads of the engine.
    ///   - version: The program's, as metadata and metrics tell it.
    ///   - now: The wall clock, for the `Date` header.
    ///   - random: Makes the numbers of traces and spans.
    ///   - onThread: Called first on each thread that answers.
    package init(
        settings: ServingSettings, service: any PredictionService, link: any EngineLink, version: String,
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable () -> UInt64, onThread: @escaping @Sendable () -> Void = {}
    ) {
        self.init(
            settings: settings, service: service, snapshot: { link.snapshot() }, version: version, now: now,
            random: random, onThread: onThread)
    }

    /// The same, where what `/metrics` reads of the engine does not come from one.
    package init(
        settings: ServingSettings, service: any PredictionService,
        snapshot: @escaping @Sendable () -> EngineSnapshot, version: String,
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable () -> UInt64, onThread: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        self.onThread = onThread
        ledger = ConnectionLedger(limit: settings.limits.connections)
        desk = FrontDesk(
            limits: settings.limits, tokens: TokenCheck(settings.tokens), service: service, snapshot: snapshot,
            version: version, now: now, units: settings.units,
            tracing: settings.traces.map {
                Tracing(exporter: SpanExporter($0, version: version), share: $0.share, random: random)
            })
    }

    /// Begins to listen.
    ///
    /// - Returns: Where it listens, with the real port where 0 was asked for; empty where the settings name no address.
    /// - Throws: What keeps it from listening; then it listens nowhere.
    package func start() async throws(ServingError) -> [BoundAddress] {
        guard case .new = state else { throw .alreadyStarted }
        state = .stopped
        try checkTokens()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: settings.threads)
        for loop in group.makeIterator() { loop.execute(onThread) }
        let bootstrap = bootstrap(group)
        var listeners: [any Channel] = []
        var addresses: [BoundAddress] = []
        var socket: UnixSocketFile?
        do throws(ServingError) {
            if let host = settings.host {
                let listener = try await listen(bootstrap, host)
                listeners.append(listener)
                addresses.append(.tcp(host: host, port: listener.localAddress?.port ?? settings.port))
            }
            if let path = settings.socket {
                let file = try UnixSocketFile(path: path)
                socket = file
                listeners.append(try await listen(bootstrap, file))
                addresses.append(.unix(path: path))
            }
        } catch {
            await close(listeners, socket, group)
            throw error
        }
        state = .listening(listeners: listeners, socket: socket, group: group)
        if let exporter = desk.tracing?.exporter { exporting = Task { await exporter.run() } }
        return addresses
    }

    /// Ends gracefully: no new connections, what is under way is answered, after the drain's time the rest is cut.
    ///
    /// A second call, or one before the start, does nothing.
    package func stop() async {
        guard case .listening(let listeners, let socket, let group) = state else { return }
        state = .stopped
        await close(listeners, socket, group)
    }

    private func close(
        _ listeners: [any Channel], _ socket: UnixSocketFile?, _ group: MultiThreadedEventLoopGroup
    ) async {
        // However a listener ended, it has ended.
        for listener in listeners { try? await listener.close() }
        socket?.remove()
        ledger.drain()
        await ledger.awaitEnd(within: TimeAmount(seconds: settings.limits.drainSeconds), on: group.next())
        exporting?.cancel()
        await exporting?.value
        try? await group.shutdownGracefully()
    }
}

extension PredictionServer {
    private func checkTokens() throws(ServingError) {
        for permission in ServingSettings.Permission.allCases
        where settings.tokens[permission, default: []].contains(where: \.isEmpty) {
            throw .emptyToken(permission)
        }
        guard let host = settings.host else { return }
        let missing = ServingSettings.Permission.allCases.filter { settings.tokens[$0, default: []].isEmpty }
        guard !missing.isEmpty, try !isLoopback(host) else { return }
        throw .openToOthers(host: host, missing: missing)
    }

    private func isLoopback(_ host: String) throws(ServingError) -> Bool {
        let text = try address(of: host).ipAddress ?? ""
        return text == "::1" || text.hasPrefix("127.")
    }

    private func address(of host: String) throws(ServingError) -> SocketAddress {
        do {
            return try SocketAddress.makeAddressResolvingHost(host, port: settings.port)
        } catch {
            throw .cannotListen(address: "\(host):\(settings.port)", reason: "\(error)")
        }
    }

    private func listen(_ bootstrap: ServerBootstrap, _ host: String) async throws(ServingError) -> any Channel {
        let address = try address(of: host)
        do {
            return try await bootstrap.bind(to: address).get()
        } catch {
            throw .cannotListen(address: "\(host):\(settings.port)", reason: "\(error)")
        }
    }

    private func listen(_ bootstrap: ServerBootstrap, _ file: UnixSocketFile) async throws(ServingError) -> any Channel
    {
        do {
            return try await bootstrap.withBoundSocket(file.descriptor).get()
        } catch {
            throw .cannotListen(address: file.path, reason: "\(error)")
        }
    }

    private func bootstrap(_ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
        let desk = desk
        let ledger = ledger
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    guard ledger.enter(channel) else {
                        try pipeline.addHandler(Overflow())
                        return
                    }
                    let clock = ConnectionClock()
                    try pipeline.addHandler(ByteWatch(clock))
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(Conversation(desk, clock))
                }
            }
    }
}
