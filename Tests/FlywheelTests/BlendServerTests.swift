import Domain
import Foundation
import Learning
import Serving
import TestSupport
import Testing
import Tracking

@testable import Engine
@testable import flywheel

/// A blend behind a `flywheel model-server` process.
struct BlendServerTests {
    /// An engine that has one word for its model servers.
    private struct Host: ModelServerHost, EngineLink {
        let order: ModelServerOrder
        let history: any HistoryReader

        func take(_ report: ModelServerReport) async -> ModelServerOrder {
            var order = order
            order.recorded = report.rows.count
            if report.knows == order.name { order.state = nil }
            return order
        }

        func snapshot() -> EngineSnapshot {
            EngineSnapshot(
                revision: 0, workspace: "", time: Timestamp(rawValue: 0),
                replay: ReplayStatus(factor: 1, isLockstep: false), pipelines: [], needs: [], caption: "", problem: nil)
        }

        func submit(_ intent: Intent) async -> IntentReply { .refused("this engine serves alone") }

        func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async {}

        func setReplayFactor(_ factor: Double) {}
    }

    private static func blend(_ sample: TrialSample, _ digest: ContentDigest) throws -> Model {
        var assignment = sample.assignment(digest)
        let recipes: [(Learner, [Hyperparameter])] = [
            (.gradientBoosting, [Hyperparameter("rounds", 6), Hyperparameter("depth", 3)]),
            (.linear, [Hyperparameter("step", 0.1), Hyperparameter("passes", 2)]),
        ]
        let members = recipes.enumerated().map { place, recipe in
            var specification = assignment.specification
            specification.learner = recipe.0
            specification.hyperparameters = recipe.1
            return BlendMember(run: place + 1, specification: specification)
        }
        assignment.specification = .blend(of: members, seed: 3)
        assignment.specification.choose([3, 1])
        return try TrialRunner.completed(assignment, dataset: sample.events) { _ in }.model
    }

    @Test func answersAsTheBlendDoesInThisProcess() async throws {
        let workspace = try TestWorkspace(
            name: "blend-server", data: TestWorkspace.turning(at: 400, rows: 100),
            pipeline: TestWorkspace.turningPipeline)
        let place = EnginePlace(stateDirectory: workspace.folder.appending(path: ".flywheel").path)
        let artifacts = FileArtifacts(directory: place.stateDirectory)
        let (sample, definition) = (TrialSample(), try Workspace.read(workspace.folder.path).definitions[0])
        let model = try Self.blend(sample, artifacts.saveDataset(sample.events, columns: sample.columns))
        #expect(model.specification.chosenMembers.count == 2)
        let state = VersionState(
            definition: definition, version: ModelVersion(rawValue: 1), content: try artifacts.saveModel(model),
            learnedThrough: 0, arm: .champion, rollout: nil, assignment: TrafficAssignment(salt: "1"),
            lags: LagMemory(lags: []), memory: FeatureMemory(definition), clock: Timestamp(rawValue: 0))
        let order = ModelServerOrder(
            standing: .wanted, recorded: 0, name: "1",
            state: String(decoding: try JSONEncoder().encode(state), as: UTF8.self))
        let host = Host(
            order: order, history: try SQLiteHistory(file: "\(place.stateDirectory)/flywheel.db"))
        let control = try ControlServer(path: place.socket, link: host, host: host) {}
        let port = PlainConnection.freePort()
        let server = try ChildProcess.start([
            TestWorkspace.program.path, "model-server", "stream", "--model", "v1", "--port", "\(port)", "-C",
            workspace.folder.path,
        ])
        defer { server.terminate() }
        let connection = try await Self.ready(on: port)

        for row in sample.events.prefix(40) {
            let numbers = row.event.values.compactMap { value in
                if case .number(let number) = value { number } else { nil }
            }
            let answer = try connection.ask(
                "POST", "/v2/models/stream/infer",
                body: #"{"inputs": [{"name": "rows", "shape": [1, 2], "datatype": "FP64", "data": \#(numbers)}]}"#)
            guard case .probabilities(let shares) = model.predict(row.event) else {
                Issue.record("a blend of classifiers gives shares")
                return
            }
            let served = try Self.shares(answer.body)
            #expect(served == shares, "\(answer.body)")
        }

        server.terminate()
        server.waitUntilExit()
        control.close()
        try workspace.remove()
    }

    /// A connection to a server that says it is ready.
    private static func ready(on port: Int) async throws -> PlainConnection {
        let end = Date().addingTimeInterval(120)
        while Date() < end {
            guard let connection = try? PlainConnection(port: port) else {
                await Task.yield()
                continue
            }
            if try connection.ask("GET", "/v2/models/stream/ready").status == 200 { return connection }
        }
        throw PlainConnection.Failure(description: "the model server did not become ready")
    }

    private static func shares(_ body: String) throws -> [Double] {
        struct Answer: Decodable {
            struct Output: Decodable {
                var name: String
                var datatype: String
                var data: [Double]?

                enum CodingKeys: CodingKey { case name, datatype, data }

                init(from decoder: any Decoder) throws {
                    let container = try decoder.container(keyedBy: CodingKeys.self)
                    name = try container.decode(String.self, forKey: .name)
                    datatype = try container.decode(String.self, forKey: .datatype)
                    data = datatype == "FP64" ? try container.decode([Double].self, forKey: .data) : nil
                }
            }

            var outputs: [Output]
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(body.utf8))
        return answer.outputs.first { $0.name == "probabilities" }?.data ?? []
    }
}
