import ArgumentParser
import Domain

/// A run with what it came from and what came of it.
struct RunStory: Encodable {
    let pipeline: String
    let run: RunRecord
    /// The trigger that fired its search, and what that ended with.
    let trigger: TriggerRecord?
    /// What its model became.
    let version: VersionRecord?
    /// The rollouts of that version, oldest first.
    let rollouts: [RolloutRecord]

    /// - Throws: The end of the command where there is no such run, or the history cannot be read.
    init(_ number: Int, of name: PipelineName, in history: any HistoryReader) throws {
        let found = try Self.run(number, of: name, in: history)
        pipeline = name.rawValue
        run = found.run
        let all = Int(Int32.max)
        trigger = try history.triggers(name, limit: all).last { $0.number == found.run.search }
        version = try found.version.flatMap { version in
            try history.versions(name, limit: all).last { $0.version == version }
        }
        let rollouts = found.version == nil ? [] : try history.rollouts(name, limit: all)
        self.rollouts = rollouts.filter { $0.candidate == found.version }
    }

    /// The run of this number; the command ends with 2 where there is none.
    static func run(_ number: Int, of name: PipelineName, in history: any HistoryReader) throws -> FoundRun {
        let page = try history.runs(RunQuery(pipeline: name, condition: .number(number), limit: 1))
        if let found = page.runs.first { return found }
        let newest = try history.runs(RunQuery(pipeline: name, limit: 1)).runs.first?.run.number
        StandardError.print(
            "there is no run \(number) of \(name); " + (newest.map { "the newest is \($0)" } ?? "none ran yet"))
        throw ExitCode(2)
    }
}
