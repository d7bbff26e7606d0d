/// One decision of the engine or one act of a person, never changed after it is written.
package struct AuditRecord: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case configuration
        case validation
        case alert
        case trigger
        case search
        case trial
        case gate
        case canary
        case promotion
        case rollBack = "roll-back"
        case person
    }

    /// Counts the pipeline's records from 1.
    package var number: Int64
    /// The log entry that led to it.
    package var sequence: Int64
    package var streamTime: Timestamp
    package var wallTime: Timestamp
    package var actor: String
    package var kind: Kind
    /// What it is about: a version, an alert's subject, a trigger's kind.
    package var subject: String
    /// One sentence with the numbers.
    package var text: String
    /// SHA-256 of the previous record's hash and of this decision's stable parts: a chain that shows tampering.
    package var hash: String

    package init(
        number: Int64, sequence: Int64, streamTime: Timestamp, wallTime: Timestamp, actor: String, kind: Kind,
        subject: String, text: String, hash: String
    ) {
        self.number = number
        self.sequence = sequence
        self.streamTime = streamTime
        self.wallTime = wallTime
        self.actor = actor
        self.kind = kind
        self.subject = subject
        self.text = text
        self.hash = hash
    }
}
