import Foundation
import Glibc

/// A connected socket as frames: bytes without a newline, each ended by one.
///
/// One thread reads and writes; ``shutDown()`` may come from any.
final class FrameChannel {
    private static let newline = UInt8(ascii: "\n")

    let descriptor: Int32
    private let limit: Int
    private var waiting = Data()
    /// Bytes of `waiting` that hold no newline.
    private var searched = 0

    /// Takes the descriptor over.
    ///
    /// - Parameters:
    ///   - descriptor: A connected socket.
    ///   - limit: The longest frame that is taken, in bytes.
    init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
        setPatience(SO_SNDTIMEO, seconds: 10)
    }

    deinit {
        close(descriptor)
    }

    /// The longest wait for the next bytes; 0 is for ever.
    func setPatience(seconds: Double) {
        setPatience(SO_RCVTIMEO, seconds: seconds)
    }

    private func setPatience(_ option: Int32, seconds: Double) {
        let whole = Int(seconds)
        var span = timeval(tv_sec: whole, tv_usec: Int((seconds - Double(whole)) * 1e6))
        setsockopt(descriptor, SOL_SOCKET, option, &span, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ frame: Data) throws(ControlError) {
        var rest = frame[...] + [Self.newline]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { throw .ended }
            rest = rest.dropFirst(sent)
        }
    }

    /// The next frame; nil where the other side has ended the connection.
    ///
    /// - Throws: ``ControlError/hugeFrame(limit:)``, ``ControlError/silent(seconds:)`` or ``ControlError/ended``.
    func receive() throws(ControlError) -> Data? {
        while true {
            if let end = waiting[(waiting.startIndex + searched)...].firstIndex(of: Self.newline) {
                let frame = Data(waiting[..<end])
                waiting = Data(waiting[(end + 1)...])
                searched = 0
                return frame
            }
            searched = waiting.count
            guard searched <= limit else { throw .hugeFrame(limit: limit) }
            guard try readMore() else { return nil }
        }
    }

    private func readMore() throws(ControlError) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        if count < 0, errno == EINTR { return true }
        if count < 0, errno == EAGAIN { throw .silent(seconds: 0) }
        guard count >= 0 else { throw .ended }
        waiting.append(contentsOf: bytes[..<count])
        return count > 0
    }
}
