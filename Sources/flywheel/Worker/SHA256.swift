import CSystem
import Domain

/// The system library's SHA-256 behind the domain's port.
enum SHA256 {
    static let function: SHA256Function = { bytes in
        var digest = [UInt8](repeating: 0, count: 32)
        let failed = flywheel_sha256(bytes, bytes.count, &digest)
        precondition(failed == 0, "SHA256.function: libcrypto refused \(bytes.count) bytes")
        return digest
    }

    static func digest(of bytes: [UInt8]) -> ContentDigest {
        ContentDigest(bytes: function(bytes))
    }
}
