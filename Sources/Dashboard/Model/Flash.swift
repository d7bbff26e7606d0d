package import Domain

/// One line about what just happened; the next key, or the first event after its time, takes it away.
package struct Flash: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case information
        case refusal
    }

    package var kind: Kind
    package var text: String
    /// Wall time after which it goes.
    package var end: Timestamp

    static let length = TimeSpan.seconds(6)
}
