import Domain
import Foundation
import Glibc

/// Reads one page of a plain HTTP/1.1 interface on a near machine, on the calling thread.
///
/// Small on purpose: a client library would be loaded at each start of the program, whoever uses Envoy.
struct AdminPage {
    let host: String
    let port: Int

    private static let patienceSeconds = 1
    private static let limit = 16_777_216

    /// The body of the answer to a `GET`.
    ///
    /// - Throws: ``TrafficError`` where nothing answers within a second, or with another status than 200.
    func get(_ target: String) throws(TrafficError) -> [UInt8] {
        let descriptor = try connect()
        defer { close(descriptor) }
        let request = "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
        let sent = request.withCString { send(descriptor, $0, request.utf8.count, Int32(MSG_NOSIGNAL)) }
        guard sent == request.utf8.count else { throw problem("does not take a request") }
        var answer: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count >= 0 else { throw problem("does not answer in time") }
            guard count > 0 else { break }
            answer += piece[..<count]
            guard answer.count <= Self.limit else { throw problem("answers without end") }
        }
        return try body(of: answer)
    }

    private func connect() throws(TrafficError) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw problem("is no address") }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw problem("cannot be asked: \(String(cString: strerror(errno)))") }
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw problem("does not answer: \(reason)")
        }
        return descriptor
    }

    private func body(of answer: [UInt8]) throws(TrafficError) -> [UInt8] {
        let end = Array("\r\n\r\n".utf8)
        guard let headEnd = answer.firstRange(of: end) else { throw problem("ends in the middle of its answer") }
        let head = String(decoding: answer[..<headEnd.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n").map { $0.lowercased() }
        guard let status = lines.first, status.contains(" 200") else {
            throw problem("answers \(lines.first ?? "nothing")")
        }
        let body = answer[headEnd.upperBound...]
        guard lines.contains(where: { $0.hasPrefix("transfer-encoding:") && $0.contains("chunked") }) else {
            return Array(body)
        }
        return try joined(body)
    }

    /// Puts a body together that came in chunks, each after its length in hexadecimal digits.
    private func joined(_ body: ArraySlice<UInt8>) throws(TrafficError) -> [UInt8] {
        var (whole, rest) = ([UInt8](), body)
        let lineEnd = Array("\r\n".utf8)
        while let end = rest.firstRange(of: lineEnd) {
            let digits = String(decoding: rest[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            guard let count = Int(digits, radix: 16), count >= 0 else { throw problem("answers in broken chunks") }
            if count == 0 { return whole }
            let chunk = rest[end.upperBound...].prefix(count)
            guard chunk.count == count else { break }
            whole += chunk
            rest = rest[chunk.endIndex...].dropFirst(lineEnd.count)
        }
        throw problem("ends in the middle of its answer")
    }

    private func problem(_ what: String) -> TrafficError {
        TrafficError("Envoy's admin interface at \(host):\(port) \(what); start Envoy, or mend serve.envoy_admin")
    }
}
