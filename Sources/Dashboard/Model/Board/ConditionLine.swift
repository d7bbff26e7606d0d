package import Domain

/// A condition being typed.
package struct ConditionLine: Hashable, Sendable {
    package internal(set) var field: TextField
    /// What was wrong with it when Enter was pressed; nil after the next key.
    package internal(set) var problem: RunConditionError?

    init(_ text: String) {
        field = TextField(text)
    }
}
