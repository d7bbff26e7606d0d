import Dashboard
import Domain

/// A canary in lines of text.
enum CanaryText {
    /// One that an engine knows, with its comparison.
    static func lines(_ canary: CanarySnapshot, of pipeline: String) -> [String] {
        let record = canary.record
        var lines = [
            "\(pipeline): \(state(canary)), against \(record.champion), since \(canary.since)",
            "pairs \(canary.evidence?.pairs ?? 0), in this step \(canary.pairsInStep) of \(canary.minimumPairs)",
        ]
        if let asked = canary.awaitsApproval {
            let command = "flywheel approve \(pipeline) --revision \(canary.revision)"
            lines.append("waits for your approval (\(asked)): \(command)")
        }
        if !canary.comparisons.isEmpty {
            let rows = canary.comparisons.map { row in
                let numbers = [row.champion, row.candidate, row.difference, row.lower, row.upper, row.limit]
                return [row.name] + numbers.map { MetricText.amount($0) } + [row.word]
            }
            lines += TableText.lines(["COMPARED", "OLD", "NEW", "DIFFERENCE", "FROM", "TO", "LIMIT", "VERDICT"], rows)
        }
        return lines + rest(of: record)
    }

    /// One that the history knows.
    static func lines(_ record: RolloutRecord, of pipeline: String) -> [String] {
        let weight = MetricText.percent(record.transitions.last?.weight ?? 0)
        return [
            "\(pipeline): \(record.candidate) \(record.state.name) at \(weight), against \(record.champion); "
                + "no engine runs here"
        ] + rest(of: record)
    }

    /// `v3 held (approval) at 25 %, revision 6`.
    static func state(_ canary: CanarySnapshot) -> String { StatusReport.Canary(canary).text }

    private static func rest(of record: RolloutRecord) -> [String] {
        let gates = record.gates.map { gate in
            [gate.gate.rawValue, gate.isRequired ? "required" : "advisory", gate.verdict.rawValue, gate.detail]
        }
        let moves = record.transitions.map { move in
            [
                move.streamTime.description, move.to.name, MetricText.percent(move.weight), move.actor, move.reason,
            ]
        }
        let waivers = [("unverified", record.origin.override), ("forced", record.origin.forced)].compactMap {
            word, waiver in
            waiver.map {
                "\(record.candidate) is \(word): \($0.user) let it past \($0.checks.joined(separator: "; ")), because \($0.reason)"
            }
        }
        return waivers + (gates.isEmpty ? [] : TableText.lines(["GATE", "KIND", "VERDICT", "DETAIL"], gates))
            + rechecks(of: record) + grid(of: record)
            + TableText.lines(["TIME", "STATE", "WEIGHT", "BY", "REASON"], moves)
            + (record.evidence.map { ["flips if: \($0.flipsIf)"] } ?? [])
    }

    /// What the gates that run again said at each step.
    private static func rechecks(of record: RolloutRecord) -> [String] {
        let rows = (record.rechecks ?? []).flatMap { report in
            report.results.map { gate in
                [
                    report.moment.words, gate.gate.rawValue, gate.isRequired ? "required" : "advisory",
                    gate.verdict.rawValue, gate.detail,
                ]
            }
        }
        return rows.isEmpty ? [] : TableText.lines(["AGAIN AT", "GATE", "KIND", "VERDICT", "DETAIL"], rows)
    }

    /// Versions against old windows and regimes.
    private static func grid(of record: RolloutRecord) -> [String] {
        guard let grid = record.grid else { return [] }
        let header = grid.columns.map {
            $0.kind.rawValue.uppercased() + ($0.rows == 0 ? "" : " \($0.from.dayText)")
        }
        let rows = grid.rows.map { row in
            ["\(row.version)"]
                + row.cells.map { cell in
                    cell.map { "\(MetricText.share($0.value)) ± \(MetricText.share($0.margin))" } ?? "–"
                }
        }
        let numbers = [
            ("average accuracy", grid.averageAccuracy), ("backward transfer", grid.backwardTransfer),
            ("worst drop", grid.worstDrop),
        ].compactMap { name, estimate in
            estimate.map { "\(name) \(MetricText.share($0.value)) ± \(MetricText.share($0.margin))" }
        }
        return TableText.lines(["OLD ROWS"] + header, rows) + [numbers.joined(separator: ", ")]
    }
}
