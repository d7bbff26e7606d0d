import Dashboard
import Domain

/// Reports of realised performance as lines for a person, a spreadsheet or a program.
struct PerformanceTable {
    /// One stretch of a pipeline, for machines.
    struct Line: Encodable {
        var pipeline: String
        var metric: String
        var from: String
        var to: String
        /// Nil while too few labels have come, or where none is left.
        var value: Double?
        var labels: Int
        var implied: Int
        var predictions: Int
        var coverage: Double
        /// 0 while too few labels have come.
        var revision: Int
        var reportedAt: String?
        /// When the newest revision was made, and what the one before said.
        var restatedAt: String?
        var valueBefore: Double?
        var labelsBefore: Int?
        var revisions: [Revision]?
        /// What the answers that were drawn for audit say alone; nil where none was.
        var audited: Audited?
        /// What the report is made of: the same entry gives the same report for ever.
        var knownAt: String
        var throughEntry: Int64
    }

    struct Audited: Encodable {
        var predictions: Int
        var labels: Int
        var value: Double?
        var low: Double?
        var high: Double?

        init(_ audit: PerformanceAudit) {
            (predictions, labels) = (audit.predictions, audit.labels)
            (value, low, high) = (audit.estimate?.value, audit.estimate?.low, audit.estimate?.high)
        }
    }

    struct Revision: Encodable {
        var number: Int
        var at: String
        var entry: Int64
        var value: Double?
        var labels: Int
        var predictions: Int

        init(_ revision: PerformanceRevision) {
            number = revision.number
            at = revision.at.description
            entry = revision.entry
            (value, labels, predictions) = (revision.value, revision.labels, revision.predictions)
        }
    }

    private var reports: [(pipeline: PipelineName, report: PerformanceReport)] = []

    init() {}

    mutating func add(_ report: PerformanceReport, of pipeline: PipelineName) {
        reports.append((pipeline, report))
    }

    var json: [String] {
        get throws {
            try all.map { try JSONLine.text($0) }
        }
    }

    var commaSeparated: [String] {
        let header = [
            "pipeline", "metric", "from", "to", "value", "labels", "implied", "predictions", "coverage", "revision",
            "reported_at", "restated_at", "value_before", "labels_before", "known_at", "through_entry",
            "audited_value", "audited_low", "audited_high", "audited_labels",
        ]
        let rows = all.map { line -> [String] in
            [
                line.pipeline, line.metric, line.from, line.to, line.value.map { "\($0)" } ?? "", "\(line.labels)",
                "\(line.implied)", "\(line.predictions)", "\(line.coverage)", "\(line.revision)",
                line.reportedAt ?? "", line.restatedAt ?? "", line.valueBefore.map { "\($0)" } ?? "",
                line.labelsBefore.map { "\($0)" } ?? "", line.knownAt, "\(line.throughEntry)",
            ] + audited(line.audited)
        }
        return ([header] + rows).map { $0.map(RunTable.quoted).joined(separator: ",") }
    }

    private func audited(_ audit: Audited?) -> [String] {
        let numbers = [audit?.value, audit?.low, audit?.high].map { $0.map { "\($0)" } ?? "" }
        return numbers + [audit.map { "\($0.labels)" } ?? ""]
    }

    var lines: [String] {
        reports.flatMap { Self.lines($1, of: $0) }
    }

    private static func lines(_ report: PerformanceReport, of pipeline: PipelineName) -> [String] {
        let metric = report.task.metricName
        var rows: [[String]] = []
        for stretch in report.stretches {
            rows.append(cells(stretch, report.task))
            for revision in stretch.revisions { rows.append(cells(revision, report.task)) }
        }
        let header = [
            "FROM", "TO", metric.uppercased(), "LABELS", "OF", "COVERAGE", "REVISION", "KNOWN", "BEFORE", "AUDITED",
        ]
        let title = "\(pipeline): \(metric) every \(report.every), as known at \(report.knownAt)"
        return ["\(title), log entry \(report.throughEntry)"]
            + (rows.isEmpty ? ["no prediction yet"] : TableText.lines(header, rows))
    }

    private static func cells(_ stretch: PerformanceStretch, _ task: LearningTask) -> [String] {
        let current = stretch.current
        let before = stretch.previous.map { "\(MetricText.metric($0.value, task)) of \($0.labels)" }
        return [
            stretch.from.description, stretch.to.description,
            current.map { MetricText.metric($0.value, task) } ?? "open", "\(stretch.labels)", "\(stretch.predictions)",
            MetricText.percent(stretch.coverage * 100), current.map { "\($0.number)" } ?? "–",
            current?.at.description ?? "–", before ?? "", audited(stretch.audit, task),
        ]
    }

    private static func cells(_ revision: PerformanceRevision, _ task: LearningTask) -> [String] {
        [
            "", "", MetricText.metric(revision.value, task), "\(revision.labels)", "\(revision.predictions)", "",
            "\(revision.number)", revision.at.description, "entry \(revision.entry)", "",
        ]
    }

    private static func audited(_ audit: PerformanceAudit?, _ task: LearningTask) -> String {
        guard let audit else { return "" }
        guard let estimate = audit.estimate else { return "\(audit.labels) of \(audit.predictions)" }
        let words = [estimate.value, estimate.low, estimate.high].map { MetricText.metric($0, task) }
        return "\(words[0]) (\(words[1]) to \(words[2])), \(audit.labels) of \(audit.predictions)"
    }

    private var all: [Line] {
        reports.flatMap { pipeline, report -> [Line] in
            report.stretches.map { Self.line($0, of: report, pipeline) }
        }
    }

    private static func line(
        _ stretch: PerformanceStretch, of report: PerformanceReport, _ pipeline: PipelineName
    ) -> Line {
        Line(
            pipeline: pipeline.rawValue, metric: report.task.metricName, from: stretch.from.description,
            to: stretch.to.description, value: stretch.current?.value, labels: stretch.labels,
            implied: stretch.implied, predictions: stretch.predictions, coverage: stretch.coverage,
            revision: stretch.current?.number ?? 0, reportedAt: stretch.first?.at.description,
            restatedAt: stretch.previous == nil ? nil : stretch.current?.at.description,
            valueBefore: stretch.previous?.value, labelsBefore: stretch.previous?.labels,
            revisions: stretch.revisions.isEmpty ? nil : stretch.revisions.map { Revision($0) },
            audited: stretch.audit.map { Audited($0) },
            knownAt: report.knownAt.description, throughEntry: report.throughEntry)
    }
}
