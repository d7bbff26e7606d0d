/// One field of a row as its source delivered it.
package enum FieldValue: Hashable, Codable, Sendable {
    case missing
    case number(Double)
    case category(String)
    case flag(Bool)
    case time(Timestamp)
    /// Text that does not read as its column's type; kept so that the quarantine can show it.
    case malformed(String)

    package var isMissing: Bool { self == .missing }
}

extension FieldValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing: "missing"
        case .number(let value): "\(value)"
        case .category(let text): text
        case .flag(let value): "\(value)"
        case .time(let moment): moment.description
        case .malformed(let text): text
        }
    }
}
