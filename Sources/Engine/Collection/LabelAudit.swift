import Domain

/// Draws the predictions whose labels are asked for whatever was answered.
///
/// A prediction is drawn where the first eight bytes, big-endian, of SHA-256(`audit` ‖ 0x1f ‖ pipeline ‖ 0x1f ‖ number),
/// all in UTF-8, the number in decimal digits, modulo 1,000,000, are below the share × 1,000,000. Which model answers, and
/// what, has no part in it; the caller's arm neither, whose hash has another beginning.
struct LabelAudit {
    private let start: [UInt8]
    private let limit: UInt64

    /// Nil where nothing is drawn, so that a request costs nothing then.
    init?(_ definition: PipelineDefinition) {
        guard definition.labels.audit > 0 else { return nil }
        start = Array("audit".utf8) + [0x1f] + Array(definition.name.rawValue.utf8) + [0x1f]
        limit = UInt64((definition.labels.audit * 1_000_000).rounded())
    }

    /// - Parameters:
    ///   - event: The prediction's number.
    ///   - sha256: The system's SHA-256.
    /// - Returns: Whether the prediction is drawn.
    /// - Complexity: One hash of about 50 bytes
    func holds(_ event: Int64, sha256: SHA256Function) -> Bool {
        let digest = sha256(start + Array("\(event)".utf8))
        return digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000 < limit
    }
}
