import ArgumentParser
import Domain
import Foundation

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
    /// Of its dataset and its model, those whose files are gone; nil where the files lie on another machine.
    let gone: [ArtifactFile.Kind]?

    /// - Parameters:
    ///   - number: The run's.
    ///   - name: Its pipeline's.
    ///   - history: Where it is looked for.
    ///   - folder: With `datasets` and `models`; nil where they lie on another machine.
    /// - Throws: The end of the command where there is no such run, or the history cannot be read.
    init(_ number: Int, of name: PipelineName, in history: any HistoryReader, filesIn folder: String?) throws {
        guard let lineage = try RunLineage(ofRun: number, in: name, from: history) else {
            throw try Self.unknown(number, of: name, in: history)
        }
        pipeline = name.rawValue
        run = lineage.found.run
        trigger = lineage.trigger
        refit = lineage.refit
        version = lineage.version
        rollouts = lineage.rollouts
        let made: [(kind: ArtifactFile.Kind, digest: ContentDigest?)] = [(.dataset, run.dataset), (.model, run.model)]
        gone = folder.map { folder in
            made.compactMap { kind, digest in
                digest.flatMap {
                    FileManager.default.fileExists(atPath: "\(folder)/\(kind.rawValue)/\($0.hexadecimal)") ? nil : kind
                }
            }
        }
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
