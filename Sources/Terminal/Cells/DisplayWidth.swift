/// Columns that a text takes on a terminal: 2 for wide characters, 1 for others, 0 for control characters.
///
/// - Complexity: O(length)
package func displayWidth(of text: String) -> Int {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f } ? text.utf8.count : text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// Columns that a character takes.
func displayWidth(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if isPlain(scalar.value), character.utf8.count <= 3, character.unicodeScalars.count == 1 { return 1 }
    if scalar.properties.generalCategory == .control { return 0 }
    let isPresentedAsEmoji =
        scalar.properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xFE0F }
    return isPresentedAsEmoji || isWide(scalar.value) ? 2 : 1
}

/// What the screen is made of: printable ASCII, lines, blocks, Braille.
///
/// The tables of Unicode need not be asked about them.
private func isPlain(_ value: UInt32) -> Bool {
    switch value {
    case 0x20...0x7E, 0x2500...0x25A0, 0x2800...0x28FF: true
    default: false
    }
}

/// The East Asian wide and fullwidth ranges of Unicode's annex 11.
private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x20000...0x3FFFD:
        true
    default:
        false
    }
}
