import ArgumentParser
import Domain
import Engine
import Foundation

/// Says why what serves now serves.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why what serves now serves: cause, search, gates, who approved, what it gave.")

    private struct Answer: Encodable {
        var pipeline: String
        var sentences: [String]
    }

    @Argument(help: "The pipeline.")
    var pipeline: String

    @Option(help: "As of a date, a weekday or a time span before the newest event.")
    var at: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var options: PlaceOptions

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            guard let name = try NamedPipeline.all(pipeline, among: try history.pipelines()).first else { return }
            let newest = try history.audits(name, since: nil, limit: 1).last?.streamTime ?? Timestamp(rawValue: 0)
            let moment = try at.map { try Reporting.moment($0, now: newest) } ?? newest
            let rollouts = try history.rollouts(name, limit: 1_000).compactMap { Self.asOf(moment, $0) }
            let versions = try history.versions(name, limit: 1_000).filter { $0.createdAt <= moment }
            let runs = try history.runs(name, limit: 10_000)
            guard let task = try history.definition(of: name)?.task else { return }
            let sentences = Why.sentences(
                triggers: try history.triggers(name, limit: 1_000).filter { $0.firedAt <= moment }, runs: runs,
                versions: versions, rollouts: rollouts, task: task)
            if json {
                print(
                    String(
                        decoding: try JSONEncoder().encode(Answer(pipeline: name.rawValue, sentences: sentences)),
                        as: UTF8.self))
            } else {
                print(sentences.isEmpty ? "\(name): no version serves yet" : sentences.joined(separator: "\n"))
            }
        }
    }

    /// The rollout as it stood then; nil where it had not begun.
    private static func asOf(_ moment: Timestamp, _ rollout: RolloutRecord) -> RolloutRecord? {
        var past = rollout
        past.transitions = rollout.transitions.filter { $0.streamTime <= moment }
        guard let last = past.transitions.last else { return nil }
        past.state = last.to
        if past.transitions.count < rollout.transitions.count {
            past.evidence = nil
            past.metricAfter = nil
        }
        return past
    }
}
