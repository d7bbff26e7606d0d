import Foundation
import Glibc

/// Where a command says what went wrong.
enum StandardError {
    /// Writes a line; what cannot be written is lost, as on a terminal that is gone.
    static func print(_ text: String) {
        let line = Data((text + "\n").utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
