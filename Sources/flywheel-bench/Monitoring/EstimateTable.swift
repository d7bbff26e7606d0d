import Foundation

/// The estimates beside what the labels said later, as a table for people or as JSON for machines.
struct EstimateTable: Encodable {
    let runs: [EstimateRun]
    let skipped: [String]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let titles = [
            "stream", "estimate by", "stretches", "mean gap", "off by more than", "times", "of these dark", "trusted",
            "mean gap, trusted",
        ]
        let rows = runs.map { run in
            [
                run.stream, run.method, "\(run.knownCount) of \(run.stretches.count)", number(run.meanError),
                number(run.limit), "\(run.wrong)", "\(run.wrongAndDark)", "\(run.trustedCount)",
                number(run.meanTrustedError),
            ]
        }
        let widths = titles.indices.map { column in ([titles] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([titles] + rows).map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }
        return (lines + skipped.map { "skipped: \($0)" }).joined(separator: "\n")
    }

    private func number(_ value: Double?) -> String {
        value.map { $0.fixed($0 < 10 ? 4 : 1) } ?? "-"
    }
}
