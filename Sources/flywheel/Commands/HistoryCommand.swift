import ArgumentParser
import Domain
import Foundation

/// Lists what happened: decisions of the engine and acts of people.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "history", abstract: "What happened since when.")

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @Option(help: "A date, a weekday or a time span, in stream time: 2026-11-17, tue, 3h.")
    var since: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var options: PlaceOptions

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            for name in try NamedPipeline.all(pipeline, among: try history.pipelines()) {
                let newest = try history.audits(name, since: nil, limit: 1).last?.streamTime ?? Timestamp(rawValue: 0)
                let start = try since.map { try Reporting.moment($0, now: newest) }
                let records = try history.audits(name, since: start, limit: 10_000)
                if json {
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = .sortedKeys
                    let rollouts = try history.rollouts(name, limit: 10_000)
                    for row in HistoryRow.rows(of: records, rollouts, in: name) {
                        print(String(decoding: try encoder.encode(row), as: UTF8.self))
                    }
                } else {
                    for record in records {
                        let time = record.streamTime.description.prefix(16).replacing("T", with: " ")
                        print(
                            "\(time)  \(name)  \(record.actor)  \(record.kind.rawValue) \(record.subject): \(record.text)"
                        )
                    }
                }
            }
        }
    }
}
