import CNcurses

/// Turns what ncurses reports into events.
enum KeyReader {
    static func event(_ raw: fw_event) -> CursesScreen.Event {
        switch Int(raw.kind) {
        case FW_KEY_CHARACTER: .key(key(of: Int(raw.value)))
        case FW_KEY_CODE: named(Int(raw.value)).map { .key($0) } ?? .nothing
        case FW_KEY_MOUSE:
            .key(.mouse(x: Int(raw.x), y: Int(raw.y), raw.value == 1 ? .wheelUp : raw.value == 2 ? .wheelDown : .click))
        case FW_KEY_RESIZE: .key(.resize(Size(columns: Int(raw.x), rows: Int(raw.y))))
        case FW_KEY_WAKE: .woken
        case FW_KEY_CONTINUE: .continued
        case FW_KEY_HANGUP: .hangUp
        case FW_KEY_TERMINATE: .terminate
        default: .nothing
        }
    }

    static func key(of codePoint: Int) -> Key {
        switch codePoint {
        case 9: .tab
        case 10, 13: .enter
        case 27: .escape
        case 8, 127: .backspace
        case 1...26: .control(Character(Unicode.Scalar(UInt8(codePoint + 96))))
        default: Unicode.Scalar(UInt32(codePoint)).map { .character(Character($0)) } ?? .escape
        }
    }

    private static func named(_ value: Int) -> Key? {
        switch value {
        case FW_UP: .up
        case FW_DOWN: .down
        case FW_LEFT: .left
        case FW_RIGHT: .right
        case FW_HOME: .home
        case FW_END: .end
        case FW_PAGE_UP: .pageUp
        case FW_PAGE_DOWN: .pageDown
        case FW_BACKSPACE: .backspace
        case FW_DELETE: .delete
        case FW_BACK_TAB: .backTab
        case FW_ENTER: .enter
        case FW_FUNCTION + 1...FW_FUNCTION + 12: .function(value - FW_FUNCTION)
        default: nil
        }
    }
}
