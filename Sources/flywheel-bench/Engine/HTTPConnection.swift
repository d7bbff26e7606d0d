import Foundation
import Glibc

/// A blocking connection to an HTTP server on this machine.
final class HTTPConnection {
    /// A status and a body.
    struct Answer {
        var status: Int
        var body: String
    }

    private static let patienceSeconds = 30
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// - Throws: ``BenchError`` where nobody listens.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw BenchError("127.0.0.1:\(port): \(reason)")
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    deinit {
        close(descriptor)
    }

    /// A whole request as bytes.
    static func request(_ method: String, _ path: String, _ body: String = "") -> [UInt8] {
        Array("\(method) \(path) HTTP/1.1\r\nHost: bench\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    func ask(_ method: String, _ path: String, _ body: String = "") throws -> Answer {
        try send(Self.request(method, path, body))
        return try receive()
    }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else {
                throw BenchError("the server ended the connection: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(sent)
        }
    }

    /// Reads the next answer.
    ///
    /// - Throws: ``BenchError`` where the connection ends, or nothing comes for long.
    func receive() throws -> Answer {
        var head: [UInt8] = []
        while true {
            if let end = Self.endOfHead(waiting) {
                head = Array(waiting[..<end])
                waiting.removeFirst(end)
                break
            }
            try readMore()
        }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, let status = Int(words[1]) else { throw BenchError("no HTTP: \(lines.first ?? "")") }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) }
        while waiting.count < length ?? 0 { try readMore() }
        defer { waiting.removeFirst(length ?? 0) }
        return Answer(status: status, body: String(decoding: waiting.prefix(length ?? 0), as: UTF8.self))
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }

    private func readMore() throws {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
            throw BenchError(count == 0 ? "the server ended the connection" : String(cString: strerror(errno)))
        }
        waiting += buffer[..<count]
    }

    /// Ends our side.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}
