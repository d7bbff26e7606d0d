import Domain

/// Two versions or runs side by side, part by part.
struct VersionDiff: Encodable {
    struct Row: Encodable, Equatable {
        var name: String
        var champion: String?
        var candidate: String?
        var differs: Bool
    }

    struct Part: Encodable, Equatable {
        var title: String
        /// Those that any of the two has something in.
        var rows: [Row]
    }

    /// Columns of a side; what is longer is cut, and whole in JSON.
    private static let width = 44

    let pipeline: String
    let champion: String
    let candidate: String
    let parts: [Part]

    init(_ champion: VersionSide, _ candidate: VersionSide, of name: PipelineName) {
        pipeline = name.rawValue
        self.champion = champion.label
        self.candidate = candidate.label
        let titles: [(String, (VersionSide) -> VersionSide.Rows)] = [
            ("recipe", \.recipe), ("features", \.features), ("settings", \.settings), ("data", \.data),
            ("measures", \.measures), ("verdicts", \.verdicts), ("lineage", \.lineage),
        ]
        parts = titles.map { title, rows in
            Part(title: title, rows: Self.rows(rows(champion), rows(candidate)))
        }.filter { !$0.rows.isEmpty }
    }

    /// A line a thing, under its part's title; ≠ marks what is not the same.
    var lines: [String] {
        var rows: [[String]] = []
        for part in parts {
            rows.append(["", part.title.uppercased(), "", ""])
            rows += part.rows.map { row in
                [row.differs ? "≠" : "", row.name, Self.cut(row.champion), Self.cut(row.candidate)]
            }
        }
        return TableText.lines(["", pipeline, champion, candidate], rows)
    }

    static func rows(_ left: VersionSide.Rows, _ right: VersionSide.Rows) -> [Row] {
        var names = left.map(\.name)
        for (name, _) in right where !names.contains(name) { names.append(name) }
        return names.compactMap { name in
            let (one, other) = (text(name, in: left), text(name, in: right))
            guard one != nil || other != nil else { return nil }
            return Row(name: name, champion: one, candidate: other, differs: one != other)
        }
    }

    private static func text(_ name: String, in rows: VersionSide.Rows) -> String? {
        rows.first { $0.name == name }?.text
    }

    private static func cut(_ text: String?) -> String {
        guard let text else { return "–" }
        return text.count > width ? text.prefix(width - 1) + "…" : text
    }
}
