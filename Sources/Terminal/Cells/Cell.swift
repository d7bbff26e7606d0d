/// One place of the screen: a character with its marks, its width, its style.
package struct Cell: Hashable, Sendable {
    package var text: Character
    /// 1 or 2; 0 for the right half of a wide character.
    package var width: Int
    package var style: Style

    package static let blank = Cell(text: " ", width: 1, style: .plain)
}
