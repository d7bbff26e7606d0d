import Foundation
import Glibc
import Synchronization

/// A server on the loopback whose answers a test writes: right ones, wrong ones, none at all.
///
/// It speaks just enough HTTP/1.1: requests with a length, answers with one, connections kept open.
package final class ScriptedServer: Sendable {
    package enum Reply: Sendable {
        case json(Int, String)
        /// Raw bytes, whatever they are; the connection is closed after them.
        case bytes(String)
        /// The connection stays open, and nothing comes.
        case silence
        case hangUp
        /// The answer, after so many seconds.
        indirect case late(Double, Reply)
    }

    package struct Request: Sendable {
        package var line: String
        package var head: String
        package var body: String
    }

    package let port: Int
    private let descriptor: Int32
    private let script: Mutex<@Sendable (Request) -> Reply>
    private let seen = Mutex<[Request]>([])
    private let accepted = Mutex(0)
    /// A number is closed and forgotten in one: it may be another test's a moment later.
    private let open = Mutex<Set<Int32>>([])
    private let isStopped = Mutex(false)

    /// - Parameter script: Called for each request, on its connection's thread.
    package init(_ script: @escaping @Sendable (Request) -> Reply) {
        self.script = Mutex(script)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = listen(descriptor, 128)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0, let self else {
                    // Here alone, so that its number is nobody else's while it is still listened on.
                    close(descriptor)
                    if connection >= 0 { close(connection) }
                    return
                }
                accepted.withLock { $0 += 1 }
                open.withLock { _ = $0.insert(connection) }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    /// All requests so far, in the order of their arrival.
    package var requests: [Request] { seen.withLock { $0 } }

    package var connections: Int { accepted.withLock { $0 } }

    package func answer(_ script: @escaping @Sendable (Request) -> Reply) {
        self.script.withLock { $0 = script }
    }

    /// Closes all connections; new ones are refused.
    package func stop() {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        if isFirst { shutdown(descriptor, Int32(SHUT_RDWR)) }
        cut()
    }

    /// Closes the open connections alone.
    package func cut() {
        open.withLock { open in
            for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ connection: Int32) {
        defer {
            open.withLock { open in
                open.remove(connection)
                close(connection)
            }
        }
        var waiting: [UInt8] = []
        while let request = Self.read(connection, &waiting) {
            seen.withLock { $0.append(request) }
            guard send(script.withLock { $0 }(request), over: connection) else { return }
        }
    }

    private func send(_ reply: Reply, over connection: Int32) -> Bool {
        switch reply {
        case .json(let status, let text):
            let head = "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)"
            return Self.write("\(head)\r\n\r\n\(text)", connection)
        case .bytes(let text):
            _ = Self.write(text, connection)
            return false
        case .silence: return true
        case .hangUp: return false
        case .late(let seconds, let reply):
            usleep(UInt32(seconds * 1_000_000))
            return send(reply, over: connection)
        }
    }

    private static func write(_ text: String, _ connection: Int32) -> Bool {
        text.withCString { Glibc.send(connection, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) } == text.utf8.count
    }

    private static func read(_ connection: Int32, _ waiting: inout [UInt8]) -> Request? {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: waiting, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
                let start = head.utf8.count + 4
                if waiting.count >= start + (length ?? 0) {
                    let body = String(decoding: waiting[start..<(start + (length ?? 0))], as: UTF8.self)
                    waiting.removeFirst(start + (length ?? 0))
                    return Request(line: String(head.prefix { $0 != "\r" }), head: head, body: body)
                }
            }
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            waiting += piece[..<count]
        }
    }
}
