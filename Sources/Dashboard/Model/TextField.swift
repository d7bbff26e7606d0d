import Terminal

/// One line of text being typed, with its cursor.
package struct TextField: Hashable, Sendable {
    private(set) var characters: [Character]
    /// Place before which the next character goes, 0…count.
    private(set) var cursor: Int

    package init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    package var text: String { String(characters) }

    /// Takes an editing key; false where the key is not one.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(character)
        case .backspace: removeBefore()
        case .delete: if cursor < characters.count { characters.remove(at: cursor) }
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = characters.count
        default: return false
        }
        return true
    }

    private mutating func insert(_ character: Character) {
        guard characters.count < 200 else { return }
        characters.insert(character, at: cursor)
        cursor += 1
    }

    private mutating func removeBefore() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }
}
