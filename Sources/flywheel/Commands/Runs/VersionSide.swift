import ArgumentParser
import Domain

/// One side of a comparison: a version or a run, with all that the history tells of it.
struct VersionSide {
    /// `v3` or `run 12`.
    let label: String
    let version: VersionRecord?
    /// Nil for a version that another server answers for, or that an older program left no run of.
    let story: RunStory?
    /// The run whose score it has: its own, or that of the trial that it repeats on all rows.
    let scored: RunRecord?
    let dataset: DatasetSummary?

    /// - Parameters:
    ///   - word: `v3` or a run's number.
    ///   - name: The pipeline.
    ///   - history: Where it is read from.
    /// - Throws: ``StoreError``; the end of the command where there is no such version or run.
    init(_ word: String, of name: PipelineName, in history: any HistoryReader) throws {
        if let number = Int(word) {
            let story = try RunStory(number, of: name, in: history, filesIn: nil)
            try self.init("run \(number)", story.version, story, name, history)
            return
        }
        let versions = try history.versions(name, limit: Int(Int32.max))
        guard let number = Self.number(word), let version = versions.last(where: { $0.version.rawValue == number })
        else {
            StandardError.print(
                "there is no version \(word) of \(name); "
                    + (versions.last.map { "the newest is \($0.version)" } ?? "none was made yet"))
            throw ExitCode(2)
        }
        let made = RunCondition.comparison(
            RunComparison(column: .field(.version), operation: .equal, value: .number(Double(number))))
        let runs = try history.runs(RunQuery(pipeline: name, condition: made)).runs.map(\.run)
        let run = runs.first { $0.kind == .refit } ?? runs.first
        let story = try run.map { try RunStory($0.number, of: name, in: history, filesIn: nil) }
        try self.init("\(version.version)", version, story, name, history)
    }

    /// 3 of `v3`; nil for another word.
    static func number(_ word: String) -> Int? { word.hasPrefix("v") ? Int(word.dropFirst()) : nil }

    private init(
        _ label: String, _ version: VersionRecord?, _ story: RunStory?, _ name: PipelineName,
        _ history: any HistoryReader
    ) throws {
        self.label = label
        self.version = version
        self.story = story
        var scored = story?.run
        if scored?.score == nil, let parent = scored?.tracking?.parent {
            let found = try history.runs(RunQuery(pipeline: name, condition: .number(parent), limit: 1))
            scored = found.runs.first?.run ?? scored
        }
        self.scored = scored
        dataset = try story.flatMap { try history.sources(ofRun: $0.run.number, in: name)?.dataset }
    }

    var specification: TrialSpecification? { story?.run.specification ?? version?.specification }

    /// The newest rollout in which it was the candidate.
    var rollout: RolloutRecord? { story?.rollouts.last }
}
