import Dashboard
import Domain

/// A canary in lines of text.
enum CanaryText {
    /// One that an engine knows, with its comparison.
    static func lines(_ canary: CanarySnapshot, of pipeline: String) -> [String] {
        let record = canary.record
        var lines = [
            "\(pipeline): \(state(canary)), against \(record.champion), since \(canary.since)",
            "\(canary.evidence?.counted ?? "pairs") \(canary.evidence?.pairs ?? 0), "
                + "in this step \(canary.pairsInStep) of \(canary.minimumPairs)",
        ]
        if let asked = canary.awaitsApproval {
            let command = "flywheel approve \(pipeline) --revision \(canary.revision)"
            lines.append("waits for your approval (\(asked)): \(command)")
        }
        lines += facts(canary)
        if !canary.comparisons.isEmpty {
            let rows = canary.comparisons.map { row in
                let numbers = [row.champion, row.candidate, row.difference, row.lower, row.upper, row.limit]
                return [row.name] + numbers.map { MetricText.amount($0) } + [row.word]
            }
            lines += TableText.lines(["COMPARED", "OLD", "NEW", "DIFFERENCE", "FROM", "TO", "LIMIT", "VERDICT"], rows)
        }
        return lines + guardrails(canary.guardrails) + rest(of: record)
    }

    /// Traffic, evidence, harm and labels as far as they are known, and what speaks against trusting them.
    private static func facts(_ canary: CanarySnapshot) -> [String] {
        var lines: [String] = []
        if let seen = canary.observedShare, canary.weight > 0 {
            lines.append("traffic: asked \(MetricText.percent(canary.weight)), seen \(MetricText.percent(seen))")
        }
        if let evidence = canary.evidence, evidence.pairs > 0 {
            lines.append(self.evidence(evidence))
            if let harm = evidence.harm {
                let budget = canary.harmBudget.map { " of \(MetricText.amount($0))" } ?? ""
                let what = evidence.arms == nil ? "extra bad outcomes served" : "missed by the candidate's units"
                lines.append("\(what): \(MetricText.amount(harm))\(budget)")
            }
        }
        if let coverage = canary.coverage {
            let lags = [coverage.championLagSeconds, coverage.candidateLagSeconds].compactMap { $0 }
                .map { "\(TimeSpan.seconds($0.rounded()))" }
            lines.append(
                "labelled at the age of \(coverage.age): \(MetricText.percent(coverage.champion * 100)) of the champion's "
                    + "answers, \(MetricText.percent(coverage.candidate * 100)) of the candidate's"
                    + (lags.count == 2 ? ", after \(lags[0]) and \(lags[1])" : ""))
        }
        if let obstacle = canary.obstacle { lines.append("an approval is refused now: \(obstacle)") }
        if let race = canary.race { lines.append(race.text) }
        if !canary.recall.waiting.isEmpty {
            lines.append("waiting in line: \(canary.recall.waiting.map(\.description).joined(separator: ", "))")
        }
        return lines + canary.warnings.map { "! \($0)" }
    }

    private static func evidence(_ evidence: RolloutEvidence) -> String {
        let range = "\(MetricText.amount(evidence.lower)) to \(MetricText.amount(evidence.upper))"
        let what = evidence.arms == nil ? "loss difference" : "loss in the metric"
        let bound = evidence.bound.map { ", no harm up to \(MetricText.amount($0))" } ?? ""
        let window = zip([evidence.from].compactMap { $0 }, [evidence.through].compactMap { $0 }).map {
            ", from \($0) to \($1)"
        }
        return "\(what) \(MetricText.amount(evidence.difference)), \(range)\(bound): \(evidence.verdict.rawValue)"
            + (window.first ?? "")
    }

    /// One that the history knows.
    static func lines(_ record: RolloutRecord, of pipeline: String) -> [String] {
        let weight = MetricText.percent(record.transitions.last?.weight ?? 0)
        return [
            "\(pipeline): \(record.candidate) \(record.stateName) at \(weight), against \(record.champion); "
                + "no engine runs here"
        ] + guardrails(record.guardrails ?? []) + rest(of: record)
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

    /// How far the candidate is from each limit that would take it out.
    private static func guardrails(_ states: [GuardrailState]) -> [String] {
        let rows = states.map { state in
            [
                state.kind.rawValue, state.subject, "\(state.measured) \(MetricText.amount(state.value))",
                MetricText.amount(state.limit), "\(MetricText.count(state.count)) \(state.counted)", state.word,
            ]
        }
        return rows.isEmpty ? [] : TableText.lines(["GUARDRAIL", "OF", "VALUE", "LIMIT", "N", "VERDICT"], rows)
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
