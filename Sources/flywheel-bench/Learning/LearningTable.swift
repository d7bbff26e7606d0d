import Foundation

/// The learning benchmark's rows, as a table for people or as JSON for machines.
struct LearningTable: Encodable {
    var rows: [LearningRow]
    /// The peers that could not be measured, with the reason.
    var skipped: [String]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let titles = ["row", "unit", "ours", "goal", "reached", "peers in this call"]
        let lines = [titles] + rows.map(cells)
        let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let table = lines.map { line in
            zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        return (table + skipped.map { "skipped: \($0)" }).joined(separator: "\n")
    }

    private func cells(_ row: LearningRow) -> [String] {
        let peers = row.peers.map { "\($0.peer) \(row.metric.text($0.value))" }.joined(separator: ", ")
        let reached = row.reached.map { $0 ? "yes" : "no" } ?? ""
        return [row.title, row.metric.unit, row.ours.map(row.metric.text) ?? "", row.goal ?? "", reached, peers]
    }
}
