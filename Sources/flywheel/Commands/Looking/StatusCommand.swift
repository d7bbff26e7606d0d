import ArgumentParser
import Domain
import Serving

/// How the pipelines are, one line each.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How the pipelines are: health, metric, who serves, canary, alerts.")

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @OptionGroup var options: PlaceOptions

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await Running.reporting {
            let report = try report()
            if json { return print(try JSONLine.text(report)) }
            for line in report.lines() { print(line) }
        }
    }

    private func report() throws -> StatusReport {
        if let client = try options.place().client() {
            let snapshot = client.snapshot()
            let names = try NamedPipeline.all(pipeline, among: snapshot.pipelines.map(\.name))
            return StatusReport(snapshot, process: client.engine.process, showing: names)
        }
        let history = try options.place().history()
        return try StatusReport(history, showing: try NamedPipeline.all(pipeline, among: try history.pipelines()))
    }
}
