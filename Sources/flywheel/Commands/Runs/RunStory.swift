import ArgumentParser
import Domain

/// A run with what it came from and what came of it.
struct RunStory: Encodable {
    let pipeline: String
    let run: RunRecord
    /// The trigger that fired its search, and what that ended with.
    let trigger: TriggerRecord?
    /// The run that trained its recipe anew on all rows; nil where its own model is meant below.
    let refit: Int?
    /// What its model, or its refit's, became.
    let version: VersionRecord?
    /// The rollouts of that version, oldest first.
    let rollouts: [RolloutRecord]

    /// - Throws: The end of the command where there is no such run, or the history cannot be read.
    init(_ number: Int, of name: PipelineName, in history: any HistoryReader) throws {
        guard let lineage = try RunLineage(ofRun: number, in: name, from: history) else {
            throw try Self.unknown(number, of: name, in: history)
        }
        pipeline = name.rawValue
        run = lineage.found.run
        trigger = lineage.trigger
        refit = lineage.refit
        version = lineage.version
        rollouts = lineage.rollouts
    }

    /// The run of this number; the command ends with 2 where there is none.
    static func run(_ number: Int, of name: PipelineName, in history: any HistoryReader) throws -> FoundRun {
        let page = try history.runs(RunQuery(pipeline: name, condition: .number(number), limit: 1))
        guard let found = page.runs.first else { throw try unknown(number, of: name, in: history) }
        return found
    }

    private static func unknown(
        _ number: Int, of name: PipelineName, in history: any HistoryReader
    ) throws -> ExitCode {
        let newest = try history.runs(RunQuery(pipeline: name, limit: 1)).runs.first?.run.number
        StandardError.print(
            "there is no run \(number) of \(name); " + (newest.map { "the newest is \($0)" } ?? "none ran yet"))
        return ExitCode(2)
    }
}
