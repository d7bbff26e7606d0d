import ArgumentParser
import Dashboard
import Domain
import Learning

/// The runs that a condition names, in the order of any column, page by page.
struct RunsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The runs that a condition names, in the order of a column, page by page.",
        discussion: """
            A condition compares columns: --where 'accuracy > 0.9 and (learner = linear or rows >= 500)'. Numbers know
            = != < <= > >=, words = != and ~ (holds). Columns: \(RunField.allCases.map(\.rawValue).joined(separator: ", "));
            accuracy or mae for score; LEARNER.SETTING such as boosted-trees.depth. Times are seconds, memory is MiB.
            """)

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @Option(name: .customLong("where"), help: "Which runs; without it all.")
    var condition: String?

    @Option(help: "The column that orders them; runs that have nothing in it come last.")
    var sort = "number"

    @Flag(help: "The smallest first; without it the greatest.")
    var ascending = false

    @Option(help: "How many runs of each pipeline to skip.")
    var offset = 0

    @Option(help: "How many runs of each pipeline at most.")
    var limit = 20

    @Flag(help: "Print comma-separated values, all columns.")
    var csv = false

    @Flag(help: "Print a JSON object a run.")
    var json = false

    @OptionGroup var options: PlaceOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is \(limit); use a number above 0") }
        guard offset >= 0 else { throw ValidationError("--offset is \(offset); use 0 or more") }
        guard !csv || !json else { throw ValidationError("give --csv or --json, not both") }
    }

    func run() async throws {
        try await Running.reporting {
            let history = try options.place().history()
            var table = RunTable()
            for name in try NamedPipeline.all(pipeline, among: try history.pipelines()) {
                guard let definition = try history.definition(of: name) else { continue }
                table.add(try history.runs(try query(name, definition)), of: name, from: offset)
            }
            for line in csv ? table.commaSeparated : json ? try table.json : table.lines { print(line) }
        }
    }

    /// - Throws: A usage error that says where the condition or the order cannot be read.
    func query(_ name: PipelineName, _ definition: PipelineDefinition) throws -> RunQuery {
        let (task, settings) = (definition.task, SearchSpace.settings(of: definition))
        var query = RunQuery(
            pipeline: name, order: ascending ? .ascending : .descending, offset: offset, limit: limit)
        do {
            query.condition = try condition.map { text throws(RunConditionError) in
                try RunConditionParser.condition(text, task: task, settings: settings)
            }
        } catch {
            throw ValidationError("--where, \(error)")
        }
        do {
            query.sort = try RunColumn(sort, task: task, settings: settings)
        } catch {
            throw ValidationError("--sort \(sort): \(error.problem)")
        }
        return query
    }
}
