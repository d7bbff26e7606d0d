import ArgumentParser
import Domain
import Serving

/// The labels of a pipeline.
struct LabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels", abstract: "Takes wrong labels back, and lists what was taken back.",
        subcommands: [Retract.self, List.self])

    /// Takes back the labels of a range, or says what that would touch.
    struct Retract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what wrong labels have got into; with --yes takes them back.",
            discussion: """
                Without --yes nothing is changed. The labels of all events in the range leave training, gates and metrics and \
                stay in the history beside the reason; a canary that runs is held. Feedback for the events may then be told anew.
                """)

        @Argument(help: "The pipeline.")
        var pipeline: String

        @Option(help: "The first event's time: 2026-11-17T09:00, or a span before the newest event, such as 3h.")
        var from: String

        @Option(help: "The last event's time, or a span before the newest event; the newest event where left out.")
        var to: String?

        @Option(help: "Only labels of one source: file (the pipeline's own) or feedback (of requests).")
        var source: LabelRange.Source?

        @Option(help: "Why, for the audit log; needed with --yes.")
        var reason = ""

        @Flag(help: "Do it.")
        var yes = false

        @Flag(help: "Print one JSON object.")
        var json = false

        @OptionGroup var options: PlaceOptions

        func validate() throws {
            if yes, reason.isEmpty { throw ValidationError("--yes needs a --reason: it stays beside the labels") }
        }

        func run() async throws {
            try await Running.reporting {
                let place = try options.place()
                let history = try place.history()
                let name = try NamedPipeline.one(pipeline, among: try history.pipelines())
                let taint = try history.taint(of: try range(name, history), in: name)
                guard yes else { return try say(taint, done: nil, champion: try champion(name, at: place)) }
                let sentence = try await Steering.submit(
                    .retractLabels(taint.range, labels: taint.labels), to: name, reason: reason, at: place)
                try say(taint, done: sentence, champion: try champion(name, at: place))
            }
        }

        private func range(_ name: PipelineName, _ history: any HistoryReader) throws -> LabelRange {
            let newest = try history.audits(name, since: nil, limit: 1).last?.streamTime ?? Timestamp(rawValue: 0)
            let range = LabelRange(
                from: try Reporting.moment(from, now: newest),
                to: try to.map { try Reporting.moment($0, now: newest) } ?? LabelRange.open, source: source)
            guard range.from <= range.to else {
                StandardError.print("--from \(range.from) is after --to \(range.to)")
                throw ExitCode(2)
            }
            return range
        }

        private func champion(_ name: PipelineName, at place: EnginePlace) throws -> ModelVersion? {
            try place.client()?.snapshot().pipelines.first { $0.name == name }?.champion.version
        }

        private struct Answer: Encodable {
            var pipeline: String
            /// False in a dry run.
            var done: Bool
            var sentence: String?
            var taint: LabelTaint
            var champion: ModelVersion?
        }

        private func say(_ taint: LabelTaint, done: String?, champion: ModelVersion?) throws {
            if json {
                return print(
                    try JSONLine.text(
                        Answer(
                            pipeline: pipeline, done: done != nil, sentence: done, taint: taint, champion: champion)))
            }
            if let done { print("\(pipeline): \(done)") }
            for line in TaintText(taint: taint, pipeline: pipeline, champion: champion).lines { print(line) }
            if done == nil, taint.labels > 0 { print("Nothing is changed yet; --yes --reason WHY does it.") }
        }
    }

    /// What was taken back so far.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The labels that were taken back: when, by whom, why, and the metrics as they are restated.")

        @OptionGroup var listing: Listing

        func run() async throws {
            try await listing.show(["WHEN", "LABELS", "EVENTS", "BY", "REASON", "RESTATED"]) {
                history, name, limit throws(StoreError) in
                try history.retractions(name, limit: limit)
            } row: { retraction in
                [
                    retraction.time.description, "\(retraction.taint.labels)", retraction.taint.range.words,
                    retraction.user, retraction.reason,
                    retraction.taint.metrics.map(TaintText.restated).joined(separator: "; "),
                ]
            }
        }
    }
}

extension LabelRange.Source: ExpressibleByArgument {}
