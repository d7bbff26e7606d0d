import CNcurses

/// The real terminal.
///
/// Everything about ncurses happens on the main actor, here.
@MainActor
package final class CursesScreen {
    /// What happened while the screen waited.
    package enum Event: Hashable, Sendable {
        case key(Key)
        /// Somebody called ``ScreenWaker/wake()``.
        case woken
        /// The process was stopped and continued: whatever stood on the terminal may be gone.
        case continued
        /// The terminal is gone.
        case hangUp
        /// The process is asked to end.
        case terminate
        case nothing
    }

    /// What drawing has cost so far.
    package struct Statistics: Hashable, Sendable {
        package var frames = 0
        package var bytes = 0
        /// Calls of write(2) on the terminal.
        package var writes = 0
    }

    package private(set) var statistics = Statistics()
    private let depth: ColourDepth
    private var theme: Theme
    private var shown: ScreenBuffer?
    private var colours: [Role: Int32] = [:]

    /// Takes the terminal over.
    ///
    /// - Throws: ``ScreenError`` where there is no terminal, or none that can be drawn on.
    package init(environment: TerminalEnvironment, theme: Theme) throws {
        let failed = environment.description.map { $0.withCString { fw_open($0, 1) } } ?? fw_open(nil, 1)
        guard failed == 0 else { throw ScreenError(term: environment.term) }
        depth = ColourDepth(colours: Int(fw_colors()), environment: environment)
        self.theme = theme
    }

    package var size: Size { Size(columns: Int(fw_columns()), rows: Int(fw_rows())) }

    package func use(_ theme: Theme) {
        self.theme = theme
        colours = [:]
        redraw()
    }

    /// Paints every cell at the next frame.
    package func redraw() {
        shown = nil
        fw_clear()
    }

    /// Shows the buffer; nothing is written where nothing changed.
    package func show(_ buffer: ScreenBuffer) {
        let known = shown?.size == buffer.size ? shown : nil
        var hasChanged = known == nil
        for y in 0..<buffer.size.rows {
            let row = buffer.row(y)
            guard let range = known.map({ changed(row, $0.row(y)) }) ?? row.indices else { continue }
            hasChanged = true
            let raw = cells(row[range])
            raw.withUnsafeBufferPointer {
                fw_put(Int32(y), Int32(range.lowerBound - row.startIndex), $0.baseAddress, Int32(raw.count))
            }
        }
        guard hasChanged else { return }
        shown = buffer
        let written = fw_flush()
        statistics.frames += 1
        statistics.bytes += written
        statistics.writes = fw_writes()
    }

    /// From the first to the last cell that differs, wide characters whole; nil where none does.
    private func changed(_ new: ArraySlice<Cell>, _ old: ArraySlice<Cell>) -> Range<Int>? {
        guard var low = new.indices.first(where: { new[$0] != old[$0] }),
            var high = new.indices.last(where: { new[$0] != old[$0] })
        else { return nil }
        if new[low].width == 0, low > new.startIndex { low -= 1 }
        if new[high].width == 2, high + 1 < new.endIndex { high += 1 }
        return low..<high + 1
    }

    /// Neighbours mostly share their style, whose colours are then looked up once.
    private func cells(_ row: ArraySlice<Cell>) -> [fw_cell] {
        var style: Style?
        var (foreground, background): (Int32, Int32) = (-1, -1)
        return row.map { cell in
            if cell.style != style {
                style = cell.style
                foreground = number(of: cell.style.role)
                background = number(of: cell.style.background)
            }
            var raw = fw_cell()
            let scalars = cell.text.unicodeScalars
            if scalars.count == 1, let only = scalars.first {
                raw.text.0 = only.value
            } else {
                withUnsafeMutableBytes(of: &raw.text) { text in
                    for (index, scalar) in scalars.prefix(4).enumerated() {
                        text.storeBytes(of: scalar.value, toByteOffset: 4 * index, as: UInt32.self)
                    }
                }
            }
            raw.width = UInt8(cell.width)
            raw.attributes = cell.style.attributes.rawValue
            raw.foreground = foreground
            raw.background = background
            return raw
        }
    }

    private func number(of role: Role) -> Int32 {
        if let number = colours[role] { return number }
        let number = depth.number(of: theme.colour(of: role))
        colours[role] = number
        return number
    }

    /// Waits for a key, a wake-up or a signal; for ever where no time is given.
    package func wait(milliseconds: Int? = nil) -> Event {
        KeyReader.event(fw_wait(Int32(milliseconds ?? -1)))
    }

    package func suspend() {
        fw_suspend()
        redraw()
    }

    package func close() {
        fw_close()
    }

    package func bell() {
        send("\u{07}")
    }

    /// Tells the desktop (OSC 9).
    package func notify(_ text: String) {
        send("\u{1b}]9;\(text.filter { !$0.isNewline && $0 != "\u{1b}" && $0 != "\u{07}" })\u{07}")
    }

    /// Puts text on the clipboard (OSC 52).
    package func copy(base64: String) {
        send("\u{1b}]52;c;\(base64)\u{07}")
    }

    private func send(_ text: String) {
        text.withCString { fw_send($0, Int32(text.utf8.count)) }
    }
}

/// Ends the screen's wait from any thread.
package struct ScreenWaker: Sendable {
    package init() {}

    package func wake() {
        fw_wake()
    }
}

/// The terminal cannot be drawn on.
package struct ScreenError: Error, CustomStringConvertible {
    let term: String

    package var description: String {
        "this terminal (TERM=\(term)) cannot be drawn on; use a terminal emulator, or `flywheel run` without a screen"
    }
}

/// The locale as the C library sees it.
package enum Locale {
    /// Whether characters are UTF-8; must be asked before the screen is opened.
    @MainActor package static var isUTF8: Bool { fw_locale_is_utf8() == 1 }
}
