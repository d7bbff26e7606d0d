import Domain
import Terminal

/// The caption and the hint line.
struct BottomLines {
    let model: DashboardModel

    func drawCaption(_ area: Rect, on canvas: inout Canvas) {
        let caption = canvas.isASCII ? ASCIIText.of(model.snapshot.caption) : model.snapshot.caption
        let lines = caption.wrapped(to: area.width - 2)
        for (index, line) in lines.prefix(area.height).enumerated() {
            let isCut = index == area.height - 1 && lines.count > area.height
            canvas.write(
                isCut ? lines[index...].joined(separator: " ") : line, x: area.x + 1, y: area.y + index,
                width: area.width - 2, Style(.annotation))
        }
    }

    /// The text being typed, then what just happened, else whole hints with the way to the help last.
    func drawHints(_ area: Rect, on canvas: inout Canvas) {
        let room = area.width - 2
        var line = prompt(room)
        if let flash = model.flash {
            line.add(line.isEmpty ? "" : "   ")
            let isRefusal = flash.kind == .refusal
            line.add("\(isRefusal ? "!" : "·") \(flash.text)", isRefusal ? .flashWarn : .flashInfo)
            canvas.write(line, x: area.x + 1, y: area.y, width: room)
            return
        }
        let hints = canvas.prepared(model.hints(arrow: "→"))
        let help = AttentionLine.keys(hints.filter { $0.key == "?" })
        let width = help.isEmpty ? room : room - help.columns - 2
        for hint in hints where hint.key != "?" {
            let gap = line.isEmpty ? 0 : 2
            let short = Hint(key: hint.key, words: hint.short, short: hint.short)
            let fitting = [hint, short].lazy.map { AttentionLine.keys([$0]) }
            guard let next = fitting.first(where: { line.columns + gap + $0.columns <= width }) else { continue }
            line.add(StyledLine(gap > 0 ? "  " : "") + next)
        }
        if !help.isEmpty { line.add(StyledLine(line.isEmpty ? "" : "  ") + help) }
        canvas.write(line, x: area.x + 1, y: area.y, width: room)
    }

    private func prompt(_ width: Int) -> StyledLine {
        switch model.overlay {
        case .filter(let field): return Self.typed("/", field)
        case .condition(let line): return Self.typed("/", line.field)
        case .palette(let field): return Self.typed(":", field)
        default: break
        }
        guard model.overlay == nil, !model.filter.isEmpty else { return StyledLine() }
        return StyledLine("/\(model.filter)", .info) + StyledLine("  Esc clears", .muted)
    }

    /// The text with a block at the cursor.
    static func typed(_ prompt: String, _ field: TextField) -> StyledLine {
        var line = StyledLine(prompt, .key, .bold)
        line.add(String(field.characters[..<field.cursor]))
        let under = field.cursor < field.characters.count ? String(field.characters[field.cursor]) : " "
        line.add(under, .foreground, .reverse)
        if field.cursor < field.characters.count { line.add(String(field.characters[(field.cursor + 1)...])) }
        return line
    }
}
