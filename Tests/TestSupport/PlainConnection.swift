import Glibc

/// One kept HTTP/1.1 connection, asked one request after the other.
package final class PlainConnection {
    /// A status, the headers' lines and the body.
    package struct Answer: Hashable, Sendable {
        package var status: Int
        package var head: String
        package var body: String
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) {
            self.description = description
        }
    }

    private let descriptor: Int32
    private var waiting: [UInt8] = []

    /// - Throws: ``Failure`` where nobody listens on this port of the loopback.
    package init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(description: "nobody listens on \(port)") }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(descriptor)
    }

    /// A port of the loopback that nobody has just now.
    package static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    /// Asks and waits for the whole answer, which says its length.
    package func ask(
        _ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: String = ""
    ) throws -> Answer {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        text += "\r\n\(body)"
        let sent = text.withCString { send(descriptor, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        guard sent == text.utf8.count else { throw Failure(description: "the connection takes nothing") }
        return try answer()
    }

    private func answer() throws -> Answer {
        let end = Array("\r\n\r\n".utf8)
        var headEnd = waiting.firstRange(of: end)
        while headEnd == nil {
            try receive()
            headEnd = waiting.firstRange(of: end)
        }
        guard let headEnd else { throw Failure(description: "no answer") }
        let head = String(decoding: waiting[..<headEnd.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        guard let status = Int(lines[0].split(separator: " ")[1]) else {
            throw Failure(description: "no status: \(head)")
        }
        waiting.removeFirst(headEnd.upperBound)
        if head.lowercased().contains("transfer-encoding: chunked") {
            return Answer(status: status, head: head, body: try chunks())
        }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) }
        return Answer(status: status, head: head, body: try take(length ?? 0))
    }

    private func take(_ count: Int) throws -> String {
        while waiting.count < count { try receive() }
        defer { waiting.removeFirst(count) }
        return String(decoding: waiting[..<count], as: UTF8.self)
    }

    private func chunks() throws -> String {
        let lineEnd = Array("\r\n".utf8)
        var body = ""
        while true {
            var end = waiting.firstRange(of: lineEnd)
            while end == nil {
                try receive()
                end = waiting.firstRange(of: lineEnd)
            }
            let digits = try take(end?.lowerBound ?? 0)
            _ = try take(lineEnd.count)
            let count = Int(digits, radix: 16) ?? 0
            body += try take(count)
            _ = try take(lineEnd.count)
            if count == 0 { return body }
        }
    }

    private func receive() throws {
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else { throw Failure(description: "the connection has ended") }
        waiting += piece[..<count]
    }
}
