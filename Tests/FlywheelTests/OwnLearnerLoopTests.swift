import Foundation
import TestSupport
import Testing

/// A learner of the user's own on its way through the whole loop.
struct OwnLearnerLoopTests {
    private static let centres = TestWorkspace.root
        .appending(path: "Tests/FlywheelTests/OwnLearners/centres.py").path

    /// Version 1 and all that follow are the user's own; what it learned is wrong from row 400 on.
    private static let pipeline = """
        task: classification
        classes: ["0", "1"]
        source: {file: stream.csv, time: time, target: label}
        columns: {first: {type: number, range: [-1, 1]}, second: {type: number, range: [-1, 1]}}
        labels: {delay: 30m}
        initial: {rows: 300, learner: my-centres}
        search:
          trials: 3
          windows: [300]
          holdout_rows: 100
          validation_rows: 100
          learners: [my-centres]
          programs:
            my-centres: {command: [python3, \(centres)], ranges: {sharpness: [0.5, 8]}, logarithmic: [sharpness]}
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 1}
        canary: {approval: automatic, min_pairs: 60, min_time: 0s, bake_pairs: 60, bake_time: 0s}
        triggers:
          - {new_rows: 800, cool_down: 1d}
        """

    private struct Summary: Decodable {
        struct Pipeline: Decodable {
            var promotions: Int
            var trials: Int
            var served: Double
        }

        var pipelines: [Pipeline]
        var decisions_sha256: String
    }

    private func replay(_ folder: URL, _ state: String) throws -> Summary {
        let outcome = try ChildProcess.run([
            TestWorkspace.program.path, "run", folder.path, "--lockstep", "--json", "--approve", "automatic", "--state",
            folder.appending(path: state).path,
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
    }

    @Test func isPromotedAndDecidesTheSameTwice() throws {
        let workspace = try TestWorkspace(
            name: "own-loop", data: TestWorkspace.turning(at: 400, rows: 2_400), pipeline: Self.pipeline)

        let (first, second) = (try replay(workspace.folder, "first"), try replay(workspace.folder, "second"))

        #expect(first.pipelines[0].promotions >= 1)
        #expect(first.pipelines[0].trials >= 3)
        #expect(first.decisions_sha256 == second.decisions_sha256)
        let runs = try ChildProcess.run([
            TestWorkspace.program.path, "runs", "-C", workspace.folder.path, "--state",
            workspace.folder.appending(path: "first").path,
        ])
        #expect(runs.output.contains("my-centres sharpness"), "\(runs.output)\(runs.errors)")
        try workspace.remove()
    }
}
