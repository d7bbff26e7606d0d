import Domain
import Engine

/// Gathers from the history what an explanation is made of.
struct ExplanationSource {
    /// Why there is nothing to explain, and what a command ends with.
    struct Obstacle: Error, CustomStringConvertible {
        var sentence: String
        var code: Int32

        var description: String { sentence }
    }

    /// Newest runs that are looked at: what is older tells of other data.
    private static let mostRuns = 2_000

    let name: PipelineName
    let definition: PipelineDefinition
    private let history: any HistoryReader
    /// Ascending by number.
    private let runs: [FoundRun]
    /// What the newest search found when it began.
    private let scene: SearchScene
    /// The newest search among the runs that completed a trial; nil where none did.
    let newest: Int?

    /// - Parameters:
    ///   - name: The pipeline.
    ///   - search: The one search that is meant; nil for all.
    ///   - history: Where it is read from.
    /// - Throws: ``StoreError``; ``Obstacle`` where there is no such search.
    init(_ name: PipelineName, search: Int?, in history: any HistoryReader) throws {
        guard let definition = try history.definition(of: name) else {
            throw Obstacle(sentence: "\(name) has not begun yet", code: 1)
        }
        let one = search.map { number in
            RunCondition.comparison(
                RunComparison(column: .field(.search), operation: .equal, value: .number(Double(number))))
        }
        let page = try history.runs(RunQuery(pipeline: name, condition: one, limit: Self.mostRuns))
        if let search, page.runs.isEmpty {
            let begun = try history.triggers(name, limit: 1).last?.number
            throw Obstacle(
                sentence: "there is no run of search \(search) of \(name); "
                    + (begun.map { "the newest search is \($0)" } ?? "none began yet"),
                code: 2)
        }
        let runs = page.runs.sorted { $0.run.number < $1.run.number }
        let newest =
            runs.last { $0.run.kind == .trial && $0.run.state == .completed }?.run.search
            ?? runs.last { $0.run.state == .completed }?.run.search
        // The file as it held when the newest search ended: its trials were drawn from that space.
        let last = runs.last { $0.run.search == newest && $0.run.state.isOver }
        let sources = try last.flatMap { try history.sources(ofRun: $0.run.number, in: name) }
        self.name = name
        self.history = history
        self.runs = runs
        self.newest = newest
        self.definition = sources?.definition ?? definition
        scene = sources?.dataset?.scene ?? SearchScene()
    }

    var explainer: SearchExplainer {
        SearchExplainer(definition: definition, scene: scene, runs: runs.map(\.run))
    }

    /// The newest search's front, by the times that the workers measured.
    ///
    /// - Returns: Nil where no trial was completed.
    /// - Throws: ``StoreError``.
    func front() throws -> SearchFront? {
        guard let newest else { return nil }
        let own = runs.filter { $0.run.search == newest }
        let versions = Set(own.compactMap(\.version))
        let maker = SearchFrontMaker(
            search: newest, runs: own,
            rollouts: try history.rollouts(name, limit: Int(Int32.max)).filter { versions.contains($0.candidate) },
            outcome: try history.triggers(name, limit: Int(Int32.max)).last { $0.number == newest }?.outcome,
            task: definition.task)
        return maker.front(missing: "a program before this one did not measure them")
    }
}
