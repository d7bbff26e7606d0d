import ArgumentParser
import Domain
import Serving

/// The canary that runs, or the last one: evidence, gates, and what would change the verdict.
struct CanaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "canary", abstract: "The canary of a pipeline: state, traffic, evidence, gates.")

    private struct Answer: Encodable {
        var pipeline: String
        /// From a running engine.
        var canary: CanarySnapshot?
        /// From the history, where no engine runs.
        var rollout: RolloutRecord?
    }

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @OptionGroup var options: PlaceOptions

    @Flag(help: "Print a JSON object a pipeline.")
    var json = false

    func run() async throws {
        try await Running.reporting {
            for answer in try answers() {
                if json {
                    print(try JSONLine.text(answer))
                } else if let canary = answer.canary {
                    for line in CanaryText.lines(canary, of: answer.pipeline) { print(line) }
                } else if let rollout = answer.rollout {
                    for line in CanaryText.lines(rollout, of: answer.pipeline) { print(line) }
                } else {
                    print("\(answer.pipeline): no canary yet")
                }
            }
        }
    }

    private func answers() throws -> [Answer] {
        if let client = try options.place().client() {
            let pipelines = client.snapshot().pipelines
            let names = try NamedPipeline.all(pipeline, among: pipelines.map(\.name))
            return pipelines.filter { names.contains($0.name) }.map {
                Answer(pipeline: $0.name.rawValue, canary: $0.canary, rollout: nil)
            }
        }
        let history = try options.place().history()
        return try NamedPipeline.all(pipeline, among: try history.pipelines()).map { name in
            Answer(pipeline: name.rawValue, canary: nil, rollout: try history.rollouts(name, limit: 1).last)
        }
    }
}
