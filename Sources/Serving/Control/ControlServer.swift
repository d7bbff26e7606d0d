package import Domain
import Foundation
import Glibc
import Synchronization

/// Answers screens and commands on the workspace's Unix socket, or over TCP, one thread a connection.
///
///     let server = try ControlServer(path: ".flywheel/engine.sock", link: engine) { Task { await engine.stop() } }
///     engine.onSnapshot { server.announce() }
///
/// Whoever opens it holds the workspace's lock: a socket file that lies there is a dead engine's.
package final class ControlServer: Sendable {
    static let requestLimit = 1_048_576
    static let answerLimit = 67_108_864
    static let connectionLimit = 64

    private struct State {
        var connections: Set<Int32> = []
        var isOpen = true
    }

    /// The socket's file; nil over TCP.
    private let path: String?
    private let listener: Int32
    private let admission: ControlAdmission
    private let link: any EngineLink
    private let onStop: @Sendable () -> Void
    private let bell = SnapshotBell()
    private let state = Mutex(State())
    /// Where it listens over TCP; nil for a Unix socket.
    package let port: Int?

    /// Listens from here on.
    ///
    /// - Parameters:
    ///   - path: The socket's place; its folder exists.
    ///   - link: The engine.
    ///   - onStop: Called when somebody asks the engine to drain and end.
    /// - Throws: ``ControlError/unreachable(socket:reason:)`` where the socket cannot be made.
    package convenience init(
        path: String, link: any EngineLink, onStop: @escaping @Sendable () -> Void
    ) throws(ControlError) {
        self.init(listener: try UnixSocket.listen(at: path), path: path, .owner, link, onStop)
    }

    /// Listens over TCP from here on.
    ///
    /// - Parameters:
    ///   - listener: Where; port 0 takes a free one, which ``port`` tells.
    ///   - tokens: Who may look and who may steer; without one for `control` or `read`, nobody is spoken to.
    ///   - link: The engine.
    ///   - onStop: Called when somebody asks the engine to drain and end.
    /// - Throws: ``ControlError/unreachable(socket:reason:)`` where the address cannot be taken.
    package convenience init(
        _ listener: ServingSettings.ControlListener, tokens: [ServingSettings.Permission: [String]],
        link: any EngineLink, onStop: @escaping @Sendable () -> Void
    ) throws(ControlError) {
        let (descriptor, port) = try TCPSocket.listen(host: listener.host, port: listener.port)
        self.init(listener: descriptor, path: nil, port: port, .tokens(TokenCheck(tokens)), link, onStop)
    }

    private init(
        listener: Int32, path: String?, port: Int? = nil, _ admission: ControlAdmission, _ link: any EngineLink,
        _ onStop: @escaping @Sendable () -> Void
    ) {
        self.listener = listener
        self.path = path
        self.port = port
        self.admission = admission
        self.link = link
        self.onStop = onStop
        Thread.detachNewThread { self.accept() }
    }

    /// There is a new snapshot; from any thread.
    package func announce() {
        bell.ring()
    }

    /// Ends all connections and takes the socket away; a second call does nothing.
    package func close() {
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        guard wasOpen else { return }
        // Whoever sees its connection end finds no engine any more.
        if let path { unlink(path) }
        shutdown(listener, Int32(SHUT_RDWR))
        bell.end()
        state.withLock { state in
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func accept() {
        while state.withLock({ $0.isOpen }) {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0, fcntl(connection, F_SETFD, FD_CLOEXEC) == 0 else {
                // Out of descriptors: the ones in use must end first.
                if errno == EMFILE || errno == ENFILE { usleep(100_000) }
                continue
            }
            if port != nil { TCPSocket.prepare(connection) }
            Thread.detachNewThread { self.serve(connection) }
        }
        Glibc.close(listener)
    }

    private func serve(_ connection: Int32) {
        let channel = FrameChannel(descriptor: connection, limit: Self.requestLimit)
        let isTaken: Bool? = state.withLock { state in
            guard state.isOpen else { return nil }
            return state.connections.count < Self.connectionLimit && state.connections.insert(connection).inserted
        }
        guard let isTaken else { return }
        let answers = ControlAnswers(link: link, bell: bell, admission: admission, onStop: onStop)
        answers.converse(on: channel, refusal: isTaken ? nil : .tooManyConnections(limit: Self.connectionLimit))
        // Before the channel closes its descriptor, whose number may then be another connection's.
        withExtendedLifetime(channel) {
            state.withLock { state in
                if isTaken { state.connections.remove(connection) }
            }
        }
    }
}
