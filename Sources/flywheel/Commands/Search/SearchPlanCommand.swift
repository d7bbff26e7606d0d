import ArgumentParser
import Dashboard
import Domain
import Learning
import Tracking

/// What a search of a pipeline would try and cost, before anything runs.
struct SearchPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Prints a search's size, its expected seconds and memory; nothing runs.",
        discussion: """
            The expectation is the cost of the pipeline's own past trials, learner by learner; before there are any, only \
            the limits of the pipeline file are known. The stream's first rows are looked at for a column that gives the \
            label away.
            """)

    @Argument(help: "The pipeline; it may be left out where there is only one.")
    var pipeline: String?

    @OptionGroup var options: PlaceOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await Running.reporting {
            let workspace = try Workspace.read(options.workspace)
            let name = try NamedPipeline.one(pipeline, among: workspace.definitions.map(\.name))
            guard let definition = workspace.definitions.first(where: { $0.name == name }) else { return }
            let plan = try SearchPlan(definition, past: past(of: name), leak: StreamLeak.column(of: definition))
            guard !json else { return print(try JSONLine.text(plan)) }
            for line in plan.lines { print(line) }
        }
    }

    /// A workspace without a history has no past.
    private func past(of name: PipelineName) throws -> [RunRecord] {
        do {
            let history = try options.place().history()
            return try history.pipelines().contains(name) ? history.runs(name, limit: 10_000) : []
        } catch is StoreError {
            return []
        }
    }
}
