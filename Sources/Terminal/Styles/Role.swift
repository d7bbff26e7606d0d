/// What a piece of the screen means; a theme gives it a colour.
package enum Role: String, CaseIterable, Hashable, Sendable {
    case background = "bg"
    case foreground = "fg"
    case muted
    case title
    case border
    case borderFocus
    case selectionBackground = "selectionBg"
    case selectionForeground = "selectionFg"
    case key
    case ok
    case warn
    case crit
    case info
    case unknown
    case champion
    case candidate
    case reference
    case current
    case threshold
    case annotation
    case axis
    case grid
    case series1
    case series2
    case series3
    case series4
    case series5
    case series6
    case series7
    case series8
    case heat0
    case heat1
    case heat2
    case heat3
    case heat4
    case heat5
    case heat6
    case heat7
    case heat8
    case alertAcknowledged = "alertAcked"
    case flashInfo
    case flashWarn
    case flashError
    case badgeReadOnly
    /// What is expected before labels tell.
    case estimated

    /// The shade of a heat cell, 0 (calm) to 8; beyond is the nearer end.
    package static func heat(_ level: Int) -> Role {
        let shades: [Role] = [.heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7, .heat8]
        return shades[min(max(level, 0), 8)]
    }

    /// The role whose colour is taken where a theme does not name this one; nil for the ground colours.
    var fallback: Role? {
        switch self {
        case .background, .foreground: nil
        case .muted, .border, .axis, .grid, .unknown, .alertAcknowledged, .reference: .foreground
        case .title, .key, .borderFocus, .champion, .current: .foreground
        case .estimated: .current
        case .selectionBackground: .background
        case .selectionForeground: .foreground
        case .ok, .info, .candidate, .annotation: .foreground
        case .warn, .threshold, .badgeReadOnly, .flashWarn: .foreground
        case .crit: .warn
        case .flashInfo: .info
        case .flashError: .crit
        case .series1: .champion
        case .series2: .candidate
        case .series3: .info
        case .series4: .ok
        case .series5: .warn
        case .series6: .crit
        case .series7: .annotation
        case .series8: .muted
        case .heat0, .heat1, .heat2: .muted
        case .heat3, .heat4: .info
        case .heat5, .heat6: .warn
        case .heat7, .heat8: .crit
        }
    }
}
