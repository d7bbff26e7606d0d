extension KeyTable {
    /// The keys of the panes as Markdown tables, a group a table: the README's list.
    package static var markdown: String {
        var lines: [String] = []
        for group in KeyBinding.Group.allCases {
            let rows = bindings.filter { $0.group == group && isListed($0) }
            lines += ["**\(group.rawValue)**", "", "| key | does |", "|---|---|"]
            lines += merged(rows).map { "| \($0.keys) | \($0.help) |" }
            lines.append("")
        }
        lines += ["**Commands** (`:`)", "", "| command | does |", "|---|---|"]
        lines += PaletteCommand.all.map { "| `:\($0.usage.replacing("|", with: "\\|"))` | \($0.help) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func isListed(_ binding: KeyBinding) -> Bool {
        binding.scope == .screen || binding.scope == .everywhere || binding.action == .stopCountdown
    }

    /// One row for all the keys that go to a pane by its number.
    private static func merged(_ rows: [KeyBinding]) -> [(keys: String, help: String)] {
        var lines: [(keys: String, help: String)] = []
        for row in rows {
            guard case .focus(let pane) = row.action else {
                lines.append((row.keys.map { "`\($0.label)`" }.joined(separator: " "), row.help))
                continue
            }
            guard pane == .chart else { continue }
            let names = PaneKind.allCases.map(\.title).joined(separator: ", ")
            lines.append(("`1`…`\(PaneKind.allCases.count)`", "Goes to a pane: \(names)."))
        }
        return lines
    }
}
