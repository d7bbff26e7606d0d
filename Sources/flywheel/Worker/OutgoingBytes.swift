import Foundation
import Glibc

/// Bytes on their way into a pipe whose reader may be slow, hung or gone; closes the pipe when all are sent.
struct OutgoingBytes {
    private let descriptor: Int32
    private var rest: Data
    private(set) var isDone = false

    /// The descriptor must not block.
    init(descriptor: Int32, bytes: Data) {
        self.descriptor = descriptor
        rest = bytes
    }

    /// Writes as much as the pipe takes now.
    mutating func send() {
        while !isDone {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN { return }
            if written > 0 { rest = rest.dropFirst(written) }
            if written <= 0 || rest.isEmpty { close() }
        }
    }

    mutating func close() {
        guard !isDone else { return }
        isDone = true
        Glibc.close(descriptor)
    }
}
