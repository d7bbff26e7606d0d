import Domain

/// The chain of a pipeline's decisions: each record's hash covers the one before, so that a changed past shows.
///
/// Only what a replay repeats goes into it: stream time, actor, kind, subject and text; no wall time, no cost.
struct DecisionChain: Codable, Sendable {
    private(set) var count: Int64 = 0
    private(set) var hash = String(repeating: "0", count: 64)

    /// Appends a decision and gives its record.
    mutating func append(
        _ kind: AuditRecord.Kind, subject: String, text: String, actor: String, sequence: Int64,
        streamTime: Timestamp, wallTime: Timestamp, sha256: SHA256Function
    ) -> AuditRecord {
        count += 1
        let stable = [hash, "\(streamTime.rawValue)", actor, kind.rawValue, subject, text].joined(separator: "\u{1f}")
        hash = ContentDigest(bytes: sha256(Array(stable.utf8))).hexadecimal
        return AuditRecord(
            number: count, sequence: sequence, streamTime: streamTime, wallTime: wallTime, actor: actor, kind: kind,
            subject: subject, text: text, hash: hash)
    }
}
