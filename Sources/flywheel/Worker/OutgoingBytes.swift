import Foundation
import Glibc

/// Bytes on their way into a pipe whose reader may be slow, hung or gone.
struct OutgoingBytes {
    private let descriptor: Int32
    private var rest: Data
    /// Whether more may follow: else the pipe is closed when all are sent.
    private let staysOpen: Bool
    private(set) var isDone = false

    /// The descriptor must not block.
    init(descriptor: Int32, bytes: Data, staysOpen: Bool = false) {
        self.descriptor = descriptor
        self.staysOpen = staysOpen
        rest = bytes
    }

    /// Whether there is something to write.
    var isWaiting: Bool { !isDone && !rest.isEmpty }

    /// Lets bytes follow those that wait.
    mutating func add(_ bytes: Data) {
        rest.append(bytes)
    }

    /// Writes as much as the pipe takes now.
    mutating func send() {
        while isWaiting {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN { return }
            if written > 0 { rest = rest.dropFirst(written) }
            if written <= 0 || (rest.isEmpty && !staysOpen) { close() }
        }
    }

    mutating func close() {
        guard !isDone else { return }
        isDone = true
        Glibc.close(descriptor)
    }
}
