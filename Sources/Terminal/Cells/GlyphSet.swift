/// The alphabet that the terminal can show.
package enum GlyphSet: Hashable, Sendable {
    case unicode
    case ascii
}
