import Foundation

/// Figures as a table for people, or as JSON for machines.
enum FigureTable {
    static func text(_ figures: [Figure]) -> String {
        let rows = figures.map { figure in
            [
                figure.name, number(figure.ours), figure.peer.map(number) ?? "", figure.ratio.map(number) ?? "",
                figure.unit, figure.peerName,
            ]
        }
        let titles = ["name", "ours", "peer", "ratio", "unit", "the peer is"]
        let widths = titles.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
        return ([titles] + rows).map { row in
            row.enumerated().map { column, text in
                let blanks = String(repeating: " ", count: widths[column] - text.count)
                return (1...3).contains(column) ? blanks + text : text + blanks
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    static func json(_ figures: [Figure]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(figures), as: UTF8.self)
    }

    /// Four figures, whole above a thousand.
    private static func number(_ value: Double) -> String {
        switch value.magnitude {
        case 1_000...: String(Int(value.rounded()))
        case 10...: String(format: "%.1f", value)
        case 0.1...: String(format: "%.3f", value)
        default: String(format: "%.4f", value)
        }
    }
}
