import CPlatform
import Domain
import Foundation

/// The system library's SHA-256 behind the domain's port.
enum SHA256 {
    static let function: SHA256Function = { bytes in bytes.withUnsafeBytes(words) }

    static func digest(of bytes: [UInt8]) -> ContentDigest {
        ContentDigest(bytes: function(bytes))
    }

    static func digest(of data: Data) -> ContentDigest {
        ContentDigest(bytes: data.withUnsafeBytes(words))
    }

    private static func words(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let failed = flywheel_sha256(bytes.baseAddress, bytes.count, &digest)
        precondition(failed == 0, "SHA256: libcrypto refused \(bytes.count) bytes")
        return digest
    }
}
