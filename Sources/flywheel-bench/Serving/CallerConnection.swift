import Glibc

/// A caller on one kept connection of the loopback.
final class CallerConnection {
    private let descriptor: Int32

    private init?(_ port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return nil }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(descriptor)
    }

    /// Tries for ten seconds.
    ///
    /// - Throws: ``BenchError`` where nobody listens then.
    static func waiting(for port: Int) throws -> CallerConnection {
        for _ in 0..<1_000 {
            if let connection = CallerConnection(port) { return connection }
            usleep(10_000)
        }
        throw BenchError("nobody listens on port \(port)")
    }

    /// - Throws: ``BenchError`` where there is none.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard found else { throw BenchError("no port is free") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    /// The body of a short answer to an empty `POST`.
    ///
    /// - Throws: ``BenchError`` where the connection has ended.
    func ask(_ path: String) throws -> String {
        let text = "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
        guard text.withCString({ send(descriptor, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }) > 0 else {
            throw BenchError("the connection takes nothing")
        }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { throw BenchError("the connection has ended") }
            answer += piece[..<count]
            let words = String(decoding: answer, as: UTF8.self)
            guard let end = words.firstRange(of: "\r\n\r\n"), let length = Self.length(in: words) else { continue }
            let body = words[end.upperBound...]
            if body.utf8.count >= length { return String(body) }
        }
    }

    private static func length(in answer: String) -> Int? {
        let name = "content-length: "
        guard let place = answer.lowercased().firstRange(of: name) else { return nil }
        return Int(answer[place.upperBound...].prefix { $0.isNumber })
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
