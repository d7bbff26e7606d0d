import Domain

/// Which arm a unit is on: sticky, and monotone while the weight grows.
///
/// A unit's bucket is the first eight bytes, big-endian, of SHA-256(salt ‖ 0x1f ‖ unit), modulo 10,000; it is on the
/// candidate when the bucket is below weight × 100.
struct TrafficAssignment: Codable, Sendable {
    var salt: String

    /// - Parameters:
    ///   - unit: What sticks to the arm.
    ///   - weight: The candidate's share in percent.
    ///   - sha256: The system's SHA-256.
    /// - Returns: Whether the candidate answers the unit.
    func isOnCandidate(unit: String, weight: Double, sha256: SHA256Function) -> Bool {
        guard weight > 0 else { return false }
        guard weight < 100 else { return true }
        let digest = sha256(Array(salt.utf8) + [0x1f] + Array(unit.utf8))
        let bucket = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 10_000
        return Double(bucket) < weight * 100
    }
}
