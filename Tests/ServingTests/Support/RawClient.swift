import Domain
import Foundation
import Serving
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Speaks to a server over a socket, byte by byte.
///
/// It waits on threads of its own, so that a waiting test keeps none from the tasks of the server.
final class RawClient: Sendable {
    enum Problem: Error {
        case cannotConnect
        /// The server closed the connection before a whole answer came.
        case closed
        /// Nothing came for a hundred seconds.
        case silent
    }

    private let descriptor: CInt
    private let unread = Mutex<[UInt8]>([])

    init(_ address: BoundAddress) throws {
        switch address {
        case .tcp(_, let port):
            descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = in_port_t(port).bigEndian
            place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            try Self.connect(descriptor, &place)
        case .unix(let path):
            descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
            var place = sockaddr_un()
            place.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: path.utf8) }
            try Self.connect(descriptor, &place)
        }
        var limit = timeval(tv_sec: 100, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var yes: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<CInt>.size))
    }

    deinit {
        close(descriptor)
    }

    private static func connect<Place>(_ descriptor: CInt, _ place: inout Place) throws {
        let size = socklen_t(MemoryLayout<Place>.size)
        let result = withUnsafeBytes(of: &place) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { addresses in
                #if canImport(Glibc)
                    Glibc.connect(descriptor, addresses.baseAddress, size)
                #else
                    Darwin.connect(descriptor, addresses.baseAddress, size)
                #endif
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw Problem.cannotConnect
        }
    }

    /// Writes all bytes; a server that has closed meanwhile is no error here.
    func send(_ bytes: [UInt8]) async {
        await onThread {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(self.descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    func send(_ text: String) async {
        await send(Array(text.utf8))
    }

    /// Says that nothing more will be sent.
    func endInput() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    /// The next answer.
    func receive(hasBody: Bool = true) async throws -> RawAnswer {
        while true {
            if let answer = unread.withLock({ RawAnswer(takenFrom: &$0, hasBody: hasBody) }) { return answer }
            let bytes = try await read()
            guard !bytes.isEmpty else { throw Problem.closed }
            unread.withLock { $0 += bytes }
        }
    }

    /// Waits for the server's end, and gives what came before it.
    func receiveEnd() async throws -> [UInt8] {
        while case let bytes = try await read(), !bytes.isEmpty { unread.withLock { $0 += bytes } }
        return unread.withLock { $0 }
    }

    private func read() async throws -> [UInt8] {
        let (count, code, bytes) = await onThread {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = recv(self.descriptor, &bytes, bytes.count, 0)
            return (count, errno, count > 0 ? Array(bytes[..<count]) : [])
        }
        // A reset is an end too: bytes of ours may have crossed the server's last.
        if count < 0, code == EAGAIN { throw Problem.silent }
        return bytes
    }

    private func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}
