import Domain
import Foundation
import TestSupport
import Testing
import Tracking

@testable import Connectors

/// Runs, versions and aliases on a tracking server.
struct MLflowMirrorTests {
    private static let name = PipelineName(rawValue: "loans")
    private static let task = LearningTask.classification(classes: ["no", "yes"])

    private let store: SQLiteHistory
    private let file: String

    init() throws {
        store = try SQLiteHistory()
        file = FileManager.default.temporaryDirectory.appending(path: "flywheel-mirror-\(UUID().uuidString).json").path
        try commit([Self.run(1, .completed), Self.run(2, .failed), Self.run(3, .running), Self.run(4, .stopped)], 1)
    }

    private static func digest(_ number: Int) -> ContentDigest {
        ContentDigest(bytes: Array(repeating: UInt8(number), count: 32))
    }

    private static func run(_ number: Int, _ state: RunRecord.State) -> RunRecord {
        var run = RunRecord(
            number: number, search: 1, kind: .trial, state: state,
            specification: TrialSpecification(
                learner: .gradientBoosting, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false),
                window: 500, hyperparameters: [Hyperparameter("depth", 4)], seed: 1),
            summary: "trees", dataset: digest(9), trainedRows: 500, model: state == .completed ? digest(number) : nil,
            cost: TrialCost(wallSeconds: 2, cpuSeconds: 1.5, peakBytes: 1_024, host: "here", answerNanoseconds: 900),
            tracking: RunTracking(
                origin: .warm, sampler: "tpe", started: Timestamp(rawValue: 1_790_000_000_000),
                ended: Timestamp(rawValue: 1_790_000_002_000),
                curve: [0.7, 0.8].enumerated().map { place, value in
                    CurvePoint(
                        slice: place, score: MetricEstimate(value: value, margin: 0.01, count: 100), trainedRows: 500)
                }))
        if state == .completed { run.score = MetricEstimate(value: 0.75, margin: 0.01, count: 200) }
        if state == .failed { (run.failure, run.message) = (.crashed, "signal 11") }
        return run
    }

    private func commit(_ runs: [RunRecord], _ versions: Int...) throws {
        var changes = PipelineChanges(pipeline: Self.name)
        changes.runs = runs
        changes.versions = versions.map { number in
            VersionRecord(
                version: ModelVersion(rawValue: number), specification: runs[0].specification, summary: "trees",
                model: Self.digest(number), dataset: Self.digest(9), trainedRows: 500,
                trainedThrough: Timestamp(rawValue: 0), search: 1, createdAt: Timestamp(rawValue: 0))
        }
        try store.commit([changes])
    }

    private func snapshot(champion: Int) -> EngineSnapshot {
        let pipeline = PipelineSnapshot(
            name: Self.name, task: Self.task,
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: champion), summary: "", updates: .frozen, since: Timestamp(rawValue: 0),
                trainedRows: 0), labelDelay: .zero)
        return EngineSnapshot(
            revision: 1, workspace: "", time: Timestamp(rawValue: 0),
            replay: ReplayStatus(factor: 1, isLockstep: false), pipelines: [pipeline], needs: [], caption: "",
            problem: nil)
    }

    private func mirror(_ address: String) -> MLflowMirror {
        MLflowMirror(MLflowSettings(address: address), history: store, file: file)
    }

    private struct Runs: Decodable {
        struct Run: Decodable {
            struct Info: Decodable { var status: String }
            var info: Info
        }
        var runs: [Run]?
    }

    private func statuses(_ address: String) async throws -> [String] {
        let question: JSONTree = ["experiment_ids": ["0", "1"], "max_results": 100]
        return try await MLflowClient(MLflowSettings(address: address)).ask(
            .post, "runs/search", question, as: Runs.self
        ).runs?.map(\.info.status) ?? []
    }

    private func aliases(_ address: String) async throws -> [String: String] {
        struct Answer: Decodable {
            struct Model: Decodable { var aliases: [Alias]? }
            struct Alias: Decodable {
                var alias: String
                var version: String
            }
            var registered_model: Model
        }
        let answer = try await MLflowClient(MLflowSettings(address: address)).ask(
            .get, "registered-models/get?name=flywheel.loans", as: Answer.self)
        return Dictionary(
            (answer.registered_model.aliases ?? []).map { ($0.alias, $0.version) }, uniquingKeysWith: { $1 })
    }

    /// What holds of any tracking server that is there.
    private func walk(_ address: String) async throws {
        let first = mirror(address)
        #expect(await first.pass(snapshot(champion: 1)) == MLflowMirror.Outcome(runs: 3, versions: 1))
        #expect(try await statuses(address).sorted() == ["FAILED", "FINISHED", "KILLED"])
        #expect(try await aliases(address).keys.sorted() == ["champion"])
        #expect(await first.pass(snapshot(champion: 1)) == MLflowMirror.Outcome(), "nothing is sent twice")

        try commit([Self.run(3, .completed)], 3)
        let second = await first.pass(snapshot(champion: 3))
        #expect(second == MLflowMirror.Outcome(runs: 1, versions: 1))
        let champion = try await aliases(address)["champion"]

        // The next engine goes on where this one stopped; one that has lost the file finds what is there.
        #expect(await mirror(address).pass(snapshot(champion: 3)) == MLflowMirror.Outcome())
        try FileManager.default.removeItem(atPath: file)
        #expect(await mirror(address).pass(snapshot(champion: 3)) == MLflowMirror.Outcome(runs: 4, versions: 2))
        #expect(try await statuses(address).count == 4, "no run is there twice")
        #expect(try await aliases(address)["champion"] == champion)
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func sendsWhatEndedOnceAndMovesTheAlias() async throws {
        let server = TinyMLflow()
        defer { server.stop() }
        try await walk(server.address)
    }

    @Test(.enabled(if: MLflowServer.program != nil, "FLYWHEEL_TEST_MLFLOW names no mlflow: left out"))
    func theRealServerTakesIt() async throws {
        let server = try #require(MLflowServer(port: PlainConnection.freePort()))
        defer { server.stop() }
        #expect(try server.comesUp())
        try await walk(server.address)
    }

    @Test func whatAServerThatIsAwayMissesIsSentWhenItIsBack() async throws {
        let server = TinyMLflow()
        server.leave()
        let mirror = mirror(server.address)
        let away = await mirror.pass(snapshot(champion: 1))
        server.comeBack()
        let back = await mirror.pass(snapshot(champion: 1))
        server.stop()
        try commit([Self.run(3, .completed)])
        let gone = await mirror.pass(snapshot(champion: 1))

        #expect(away.runs == 0 && away.obstacle == "\(server.address) answers 503: down")
        #expect(back == MLflowMirror.Outcome(runs: 3, versions: 1))
        #expect(gone.obstacle?.hasPrefix("\(server.address) does not answer") == true)
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func aServerThatIsNoneIsAnObstacleAndNotACrash() async throws {
        let server = ScriptedServer { _ in .json(200, "<html>welcome</html>") }
        defer { server.stop() }
        let outcome = await mirror("http://127.0.0.1:\(server.port)").pass(snapshot(champion: 1))

        #expect(outcome.obstacle == "http://127.0.0.1:\(server.port) answers what is none of MLflow's")
    }

    @Test func aRunThatTheServerNeverTakesIsToldOnceAndHoldsUpNoOther() async throws {
        let server = ScriptedServer { request in
            switch request.line {
            case let line where line.contains("get-by-name"): .json(200, #"{"experiment":{"experiment_id":"7"}}"#)
            case let line where line.contains("runs/search"): .json(200, "{}")
            case let line where line.contains("runs/create"): .json(200, #"{"run":{"info":{"run_id":"a"}}}"#)
            case let line where line.contains("log-batch") && request.body.contains("signal 11"):
                .json(400, #"{"error_code":"INVALID_PARAMETER_VALUE","message":"too long"}"#)
            case let line where line.contains("model-versions/create"):
                .json(200, #"{"model_version":{"version":"1"}}"#)
            default: .json(200, "{}")
            }
        }
        defer { server.stop() }
        let mirror = mirror("http://127.0.0.1:\(server.port)")
        let first = await mirror.pass(snapshot(champion: 1))
        let second = await mirror.pass(snapshot(champion: 1))

        #expect(first.runs == 2 && first.obstacle == nil)
        #expect(first.refused == ["run 2 of loans: INVALID_PARAMETER_VALUE: too long"])
        #expect(second == MLflowMirror.Outcome())
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func aFileOfAnotherServerSaysNothingOfThisOne() throws {
        var state = MirrorState(MLflowSettings(address: "http://one"))
        state.pipelines["loans"] = MirrorState.Pipeline(firstOpenRun: 9)
        try state.write(file)

        #expect(MirrorState(MLflowSettings(address: "http://one"), file: file) == state)
        #expect(MirrorState(MLflowSettings(address: "http://two"), file: file).pipelines.isEmpty)
        try Data("{".utf8).write(to: URL(filePath: file))
        #expect(MirrorState(MLflowSettings(address: "http://one"), file: file).pipelines.isEmpty)
        try FileManager.default.removeItem(atPath: file)
    }

    @Test func runsThatFollowWithoutAGapAreKeptAsOneNumber() {
        var pipeline = MirrorState.Pipeline()
        for run in [2, 3, 1, 5] { pipeline.add(run) }

        #expect(pipeline.firstOpenRun == 4 && pipeline.sent == [5])
    }
}
