import Terminal

/// The key list over the panes.
struct HelpDrawing {
    let sheet: HelpSheet

    func draw(in screen: Rect, on canvas: inout Canvas) {
        canvas.fill(screen, Style(.foreground))
        let frame = PaneFrame(
            title: StyledLine("Keys", .title, .bold), badge: "/ filters, Enter does it, Esc closes", isFocused: true)
        var inside = frame.draw(screen, on: &canvas)
        if sheet.isTyping || !sheet.filter.text.isEmpty {
            let line =
                sheet.isTyping ? BottomLines.typed("/", sheet.filter) : StyledLine("/\(sheet.filter.text)", .info)
            canvas.write(line, x: inside.x, y: inside.y, width: inside.width)
            inside = Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: max(0, inside.height - 1))
        }
        let bindings = sheet.bindings
        guard !bindings.isEmpty else {
            canvas.write(
                "No key does that.", x: inside.x, y: inside.y, width: inside.width, Style(.muted))
            return
        }
        let rows = rows(bindings)
        let place = rows.firstIndex { $0.index == sheet.row } ?? 0
        let first = min(max(0, place - inside.height / 2), max(0, rows.count - inside.height))
        for (line, row) in rows.dropFirst(first).prefix(inside.height).enumerated() {
            draw(row, in: inside, y: inside.y + line, on: &canvas)
        }
    }

    private struct Row {
        var keys: String
        var text: String
        /// Place among the bindings; nil for a group's heading.
        var index: Int?
    }

    private func rows(_ bindings: [KeyBinding]) -> [Row] {
        var rows: [Row] = []
        var group: KeyBinding.Group?
        for (index, binding) in bindings.enumerated() {
            if binding.group != group {
                if group != nil { rows.append(Row(keys: "", text: "")) }
                rows.append(Row(keys: binding.group.rawValue, text: ""))
                group = binding.group
            }
            rows.append(
                Row(keys: binding.keys.map(\.label).joined(separator: " "), text: binding.help, index: index))
        }
        return rows
    }

    private func draw(_ row: Row, in area: Rect, y: Int, on canvas: inout Canvas) {
        guard let index = row.index else {
            canvas.write(row.keys, x: area.x, y: y, width: area.width, Style(.title, .bold))
            return
        }
        if index == sheet.row { canvas.write("▸", x: area.x, y: y, width: 1, Style(.borderFocus)) }
        canvas.write(row.keys, x: area.x + 2, y: y, width: 9, Style(.key, .bold))
        canvas.write(row.text, x: area.x + 13, y: y, width: area.width - 13, Style(.foreground))
    }
}
