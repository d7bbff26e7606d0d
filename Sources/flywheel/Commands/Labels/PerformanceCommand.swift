import ArgumentParser
import Domain

/// What answers turned out to be worth, as it is known now or was known once.
struct PerformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "performance",
        abstract: "Realised performance by stretches of event time, with what late labels restated.",
        discussion: """
            A stretch is reported when it is over and enough of its labels have come (labels.complete), or the horizon has \
            passed since: that is revision 1. A label that is late, corrected or taken back makes the next revision and \
            leaves the earlier ones as they were: --known-at and --through-entry give any past report again. All times are \
            stream time.
            """)

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @Option(help: "The first event's time: 2026-11-17, tue, or a span before the newest event, such as 30d.")
    var since: String?

    @Option(help: "How long a stretch is, counted from 1970-01-01 UTC: 1h, 1d, 1w.")
    var every = "1d"

    @Option(help: "How many of the newest stretches, where --since does not say.")
    var limit = 30

    @Option(help: "The report as it was known at a moment: 2026-11-17T09:00, tue, 3h.")
    var knownAt: String?

    @Option(help: "The report as it was known after a log entry, which every report names.")
    var throughEntry: Int64?

    @Flag(help: "List all revisions of each stretch.")
    var revisions = false

    @Flag(help: "Print comma-separated values.")
    var csv = false

    @Flag(help: "Print a JSON object a stretch.")
    var json = false

    @OptionGroup var options: PlaceOptions

    func validate() throws {
        guard !csv || !json else { throw ValidationError("give --csv or --json, not both") }
        guard !csv || !revisions else { throw ValidationError("give --revisions with --json, not with --csv") }
        guard knownAt == nil || throughEntry == nil else {
            throw ValidationError("give --known-at or --through-entry, not both")
        }
        guard let span = TimeSpan(every) else {
            throw ValidationError("--every is \(every); use a time such as 1h or 1d")
        }
        let query = PerformanceQuery(pipeline: PipelineName(rawValue: ""), every: span, limit: limit)
        if let problem = query.problem { throw ValidationError(problem) }
    }

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            var table = PerformanceTable()
            for name in try NamedPipeline.all(pipeline, among: try history.pipelines()) {
                if let report = try history.performance(try query(name, history)) { table.add(report, of: name) }
            }
            for line in csv ? table.commaSeparated : json ? try table.json : table.lines { print(line) }
        }
    }

    private func query(_ name: PipelineName, _ history: any HistoryReader) throws -> PerformanceQuery {
        let newest = try history.audits(name, since: nil, limit: 1).last?.streamTime ?? Timestamp(rawValue: 0)
        return PerformanceQuery(
            pipeline: name, every: TimeSpan(every) ?? .days(1),
            since: try since.map { try Reporting.moment($0, now: newest) }, limit: limit,
            knownAt: try knownAt.map { try Reporting.moment($0, now: newest) }, throughEntry: throughEntry,
            listsRevisions: revisions)
    }
}
