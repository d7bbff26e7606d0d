import Domain
import Foundation
import GRDB
import Testing

@testable import Tracking

/// Runs by condition, order and page, and the index behind it.
struct RunQueryTests {
    private let store: SQLiteHistory
    private static let task = LearningTask.classification(classes: ["0", "1"])

    init() throws {
        store = try SQLiteHistory()
        try store.commit([Journal.changes { $0.runs = (1...40).map(Self.run) }])
    }

    /// Run n: its score is n² mod 41 hundredths, every fifth has none; even ones are linear, odd ones trees of depth n mod 7.
    private static func run(_ number: Int) -> RunRecord {
        let isLinear = number.isMultiple(of: 2)
        let score =
            number.isMultiple(of: 5)
            ? nil : MetricEstimate(value: Double(number * number % 41) / 100, margin: 0.01, count: 100)
        return RunRecord(
            number: number, search: number / 10, kind: .trial, state: score == nil ? .failed : .completed,
            specification: TrialSpecification(
                learner: isLinear ? .linear : .gradientBoosting, updates: .frozen,
                features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
                hyperparameters: [Hyperparameter("depth", Double(number % 7))], seed: 1),
            summary: "Recipe \(number)", trainedRows: 10 * number, score: score,
            model: ContentDigest(bytes: Array(repeating: UInt8(number), count: 32)),
            cost: TrialCost(wallSeconds: 1, cpuSeconds: Double(number % 4), peakBytes: 2_097_152, host: "here"),
            tracking: RunTracking(origin: .warm, sampler: "tpe", parent: number - 1))
    }

    private func query(
        _ condition: String?, sort: String = "number", order: RunQuery.Order = .descending, offset: Int = 0,
        limit: Int = 100
    ) throws -> RunQuery {
        RunQuery(
            pipeline: Journal.name,
            condition: try condition.map { try RunConditionParser.condition($0, task: Self.task) },
            sort: try RunColumn(sort, task: Self.task), order: order, offset: offset, limit: limit)
    }

    /// Conditions, and what they mean said in Swift.
    private static let looks: [(String, @Sendable (RunRecord) -> Bool)] = [
        ("score > 0.3", { ($0.score?.value ?? 0) > 0.3 }),
        ("score <= 0.1 and learner = linear", { ($0.score?.value ?? 1) <= 0.1 && $0.specification.learner == .linear }),
        ("search = 2 or rows < 50", { $0.search == 2 || $0.trainedRows < 50 }),
        (
            "(search = 2 or rows < 50) and state != failed",
            { ($0.search == 2 || $0.trainedRows < 50) && $0.score != nil }
        ),
        ("boosted-trees.depth >= 4", { $0.specification.learner == .gradientBoosting && $0.number % 7 >= 4 }),
        ("recipe ~ 'RECIPE 3'", { $0.summary.hasPrefix("Recipe 3") }),
        ("cpu = 3 and memory = 2 and host = here and origin = warm", { $0.number % 4 == 3 }),
        ("parent = 7", { $0.number == 8 }), ("version > 0", { _ in false }),
    ]

    @Test(arguments: looks.indices)
    func findsWhatALookAtEveryRunFinds(place: Int) throws {
        let (condition, holds) = Self.looks[place]

        let page = try store.runs(try query(condition))

        let wanted = (1...40).reversed().map(Self.run).filter(holds)
        #expect(page.runs.map(\.run) == wanted)
        #expect(page.matches == wanted.count)
    }

    @Test func ordersByAnyColumnWithRunsThatHaveNothingLast() throws {
        let down = try store.runs(try query(nil, sort: "score")).runs.map(\.run)
        let up = try store.runs(try query(nil, sort: "accuracy", order: .ascending)).runs.map(\.run)
        let setting = try store.runs(try query(nil, sort: "boosted-trees.depth", limit: 3)).runs.map(\.run.number)

        let scored = (1...40).map(Self.run).filter { $0.score != nil }
        func score(_ run: RunRecord) -> Double { run.score?.value ?? -1 }
        #expect(down.prefix(scored.count).map(score) == scored.map(score).sorted(by: >))
        #expect(up.prefix(scored.count).map(score) == scored.map(score).sorted())
        #expect(down.dropFirst(scored.count).map(\.number) == [40, 35, 30, 25, 20, 15, 10, 5])
        #expect(up.dropFirst(scored.count).map(\.number) == [5, 10, 15, 20, 25, 30, 35, 40])
        #expect(setting == [27, 13, 33], "depth 6, 6, then 5")
    }

    /// The screen asks runs that it has the same question.
    @Test(arguments: ["number", "score", "learner", "recipe", "cpu", "boosted-trees.depth", "parent", "version"])
    func answersFromRunsAtHandAsFromTheStore(sort: String) throws {
        let runs = (1...40).map { FoundRun(run: Self.run($0), version: nil) }
        for condition in Self.looks.map(\.0) + ["score >= 0"] {
            for order in [RunQuery.Order.ascending, .descending] {
                let query = try query(condition, sort: sort, order: order, offset: 2, limit: 7)

                #expect(query.answer(from: runs.reversed()) == (try store.runs(query)), "\(condition) by \(sort)")
            }
        }
    }

    @Test func givesPagesThatTogetherAreTheWhole() throws {
        let whole = try store.runs(try query("score >= 0", sort: "cpu")).runs.map(\.run.number)

        let pages = try stride(from: 0, to: 40, by: 7).map {
            try store.runs(try query("score >= 0", sort: "cpu", offset: $0, limit: 7))
        }

        #expect(pages.flatMap { $0.runs.map(\.run.number) } == whole)
        #expect(pages.allSatisfy { $0.matches == whole.count })
    }

    @Test func followsARunAsItChangesAndKeepsItsVersion() throws {
        var run = Self.run(7)
        let version = VersionRecord(
            version: ModelVersion(rawValue: 3), specification: run.specification, summary: run.summary,
            model: try #require(run.model), dataset: try #require(run.model), trainedRows: 70,
            trainedThrough: Journal.time(1), search: run.search, createdAt: Journal.time(1))
        var check = run
        check.number = 8
        check.kind = .reproduction
        try store.commit([
            Journal.changes { changes in
                changes.runs = [check]
                changes.versions = [version]
            }
        ])
        run.state = .stopped
        try store.commit([Journal.changes { $0.runs = [run] }])

        let found = try store.runs(try query("version = v3"))

        #expect(found.runs == [FoundRun(run: run, version: ModelVersion(rawValue: 3))])
        #expect(try store.runs(try query("number = 8")).runs.first?.version == nil, "it only checks another run")
    }

    @Test func keepsPipelinesApart() throws {
        let other = PipelineName(rawValue: "other")
        try store.commit([Journal.changes(of: other) { $0.runs = [Self.run(1)] }])

        #expect(try store.runs(RunQuery(pipeline: other)).matches == 1)
        #expect(try store.runs(RunQuery(pipeline: Journal.name)).matches == 40)
        #expect(try store.runs(RunQuery(pipeline: PipelineName(rawValue: "none"))) == RunPage(runs: [], matches: 0))
    }

    @Test func tellsWhatARunWasMadeOf() throws {
        let digest = ContentDigest(bytes: Array(repeating: 9, count: 32))
        func summary(_ rows: Int) -> DatasetSummary {
            DatasetSummary(
                digest: digest, trainingRows: rows, validationRows: 10, from: Journal.time(0),
                trainedThrough: Journal.time(1), validatedThrough: Journal.time(2), lastEvent: 5, lossScale: 1)
        }
        func definition(_ name: String) -> PipelineDefinition {
            PipelineDefinition(
                name: Journal.name, task: Self.task,
                source: SourceDefinition(file: name, timeColumn: "time", unitColumn: nil, targetColumn: "label"),
                columns: [], labels: LabelDefinition(delay: .zero, horizon: .days(1)))
        }
        let report = TrialReport(
            lease: "x", outcome: .failed(.crashed, message: ""),
            cost: TrialCost(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, host: ""))
        let inputs: [PipelineInput] = [
            .definition(definition("old")), .dataset(search: 0, summary(50)), .trial(run: 3, report),
            .definition(definition("new")), .dataset(search: 1, summary(70)), .trial(run: 13, report),
        ]
        try store.commit([
            Journal.changes { changes in
                changes.entries = inputs.enumerated().map {
                    LogEntry(sequence: Int64($0.offset) + 1, input: $0.element)
                }
            }
        ])

        let early = try #require(try store.sources(ofRun: 3, in: Journal.name))
        let late = try #require(try store.sources(ofRun: 13, in: Journal.name))

        #expect(early.run == Self.run(3) && early.dataset?.trainingRows == 50)
        #expect(early.definition?.source.file == "old", "as it held then")
        #expect(late.definition?.source.file == "new" && late.dataset?.trainingRows == 70)
        #expect(try store.sources(ofRun: 4, in: Journal.name)?.definition == nil, "the log does not tell its end")
        #expect(try store.sources(ofRun: 99, in: Journal.name) == nil)
    }

    @Test func indexesTheRunsOfAnOlderFile() throws {
        let version = VersionRecord(
            version: ModelVersion(rawValue: 2), specification: Self.run(7).specification, summary: "",
            model: try #require(Self.run(7).model), dataset: try #require(Self.run(7).model), trainedRows: 70,
            trainedThrough: Journal.time(1), search: Self.run(7).search, createdAt: Journal.time(1))
        try store.commit([Journal.changes { $0.versions = [version] }])
        try store.database.write { db in
            try db.execute(
                sql: """
                    DROP TABLE run_index;
                    DROP TABLE run_setting;
                    ALTER TABLE point DROP COLUMN through;
                    ALTER TABLE point DROP COLUMN estimated;
                    ALTER TABLE point DROP COLUMN doubt;
                    PRAGMA user_version = 7
                    """)
        }
        let refusal = #expect(throws: StoreError.self) { try store.runs(RunQuery(pipeline: Journal.name)) }

        try store.database.write { try Schema.migrate($0) }

        #expect(
            refusal?.description
                == "memory: written by an older flywheel, which kept no index of its runs; start `flywheel run` here once"
        )
        #expect(try store.runs(try query(nil)).runs.map(\.run) == (1...40).reversed().map(Self.run))
        #expect(try store.runs(try query("boosted-trees.depth = 6")).runs.map(\.run.number) == [27, 13])
        #expect(try store.runs(try query("version = 2")).runs.map(\.run.number) == [7])
    }
}
