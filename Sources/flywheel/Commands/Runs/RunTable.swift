import Dashboard
import Domain

/// Pages of runs as lines: for people, for spreadsheets, for programs.
struct RunTable {
    private struct Row {
        var pipeline: PipelineName
        var found: FoundRun
    }

    private struct Line: Encodable {
        var pipeline: String
        var version: String?
        var record: RunRecord
    }

    private var rows: [Row] = []
    /// What each pipeline has beyond its page, in words.
    private var remainders: [String] = []

    mutating func add(_ page: RunPage, of name: PipelineName, from offset: Int) {
        rows += page.runs.map { Row(pipeline: name, found: $0) }
        let shown = offset + page.runs.count
        if page.runs.isEmpty, page.matches > 0 {
            remainders.append("\(name): only \(MetricText.count(page.matches)) runs, none from --offset \(offset) on")
        } else if shown < page.matches {
            remainders.append(
                "\(name): \(page.runs.count) of \(MetricText.count(page.matches)) runs; --offset \(shown) shows what follows"
            )
        }
    }

    var lines: [String] {
        let header = [
            "PIPELINE", "NUMBER", "SEARCH", "KIND", "STATE", "SCORE", "ROWS", "CPU", "ORIGIN", "VERSION", "RECIPE",
        ]
        return TableText.lines(header, rows.map(cells)) + remainders
    }

    private func cells(_ row: Row) -> [String] {
        let run = row.found.run
        let failure = run.failure.map { ": \($0.rawValue)" } ?? ""
        return [
            row.pipeline.rawValue, "\(run.number)", "\(run.search)", run.kind.rawValue, run.state.rawValue + failure,
            RunText.score(run.score) ?? "–", MetricText.count(run.trainedRows),
            run.cost.map { MetricText.seconds($0.cpuSeconds) } ?? "–", run.tracking?.origin.rawValue ?? "–",
            row.found.version?.description ?? "–", run.summary,
        ]
    }

    var commaSeparated: [String] {
        let header = ["pipeline"] + RunField.allCases.map(\.rawValue) + ["settings"]
        return ([header] + rows.map(values)).map { cells in
            cells.map(Self.quoted).joined(separator: ",")
        }
    }

    private func values(_ row: Row) -> [String] {
        [row.pipeline.rawValue] + RunField.allCases.map { row.found.value(of: $0)?.text ?? "" }
            + [RunText.settings(row.found.run.specification, separator: " ")]
    }

    /// In quotes where a comma, a quote or a new line would break the line.
    static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"\(cell.replacing("\"", with: "\"\""))\""
    }

    var json: [String] {
        get throws {
            try rows.map { row in
                try JSONLine.text(
                    Line(
                        pipeline: row.pipeline.rawValue, version: row.found.version?.description, record: row.found.run)
                )
            }
        }
    }
}
