import ArgumentParser
import Dashboard
import Domain

/// The newest runs of the searches.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "The newest training runs: recipe, score, cost, how they ended.")

    @OptionGroup var listing: Listing

    func run() async throws {
        try await listing.show(["NUMBER", "SEARCH", "KIND", "STATE", "SCORE", "ROWS", "CPU", "RECIPE"]) {
            history, name, limit throws(StoreError) in
            try history.runs(name, limit: limit)
        } row: { run in
            let score = run.score.map { "\(MetricText.amount($0.value)) ± \(MetricText.amount($0.margin))" }
            let failure = run.failure.map { ": \($0.rawValue)" } ?? ""
            return [
                "\(run.number)", "\(run.search)", run.kind.rawValue, run.state.rawValue + failure, score ?? "–",
                MetricText.count(run.trainedRows), run.cost.map { MetricText.seconds($0.cpuSeconds) } ?? "–",
                run.summary,
            ]
        }
    }
}
