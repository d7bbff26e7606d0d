/// Why bytes were not taken as a saved state.
package enum SavedStateError: Error, Hashable, Sendable, CustomStringConvertible {
    case notAState
    case otherKind(expected: String, found: String)
    case otherVersion(name: String, expected: Int, found: Int)
    case truncated(expected: Int, found: Int)
    case damaged
    case unreadable(String)
    case unwritable(String)

    package var description: String {
        switch self {
        case .notAState: "not a saved state of this program: its first line is another"
        case .otherKind(let expected, let found): "holds a \(found), not a \(expected)"
        case .otherVersion(let name, let expected, let found):
            "version \(found) of \(name), this program reads \(expected); "
                + (found > expected ? "update the program" : "train it again in a new state folder")
        case .truncated(let expected, let found):
            "\(found) bytes after the first line, it says \(expected); copy the file again"
        case .damaged: "the checksum does not agree: a byte was changed; copy the file again"
        case .unreadable(let reason): "the state inside cannot be read: \(reason)"
        case .unwritable(let reason): "the state cannot be written: \(reason)"
        }
    }
}
