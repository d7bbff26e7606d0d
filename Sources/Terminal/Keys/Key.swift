/// What the terminal reports: keys, the mouse, a new size.
package enum Key: Hashable, Sendable {
    package enum MouseAction: Hashable, Sendable {
        case click
        case wheelUp
        case wheelDown
    }

    case character(Character)
    /// With the letter in lower case.
    case control(Character)
    case enter
    case escape
    case tab
    case backTab
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case home
    case end
    case backspace
    case delete
    case function(Int)
    case mouse(x: Int, y: Int, MouseAction)
    case resize(Size)
}
