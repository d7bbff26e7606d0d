import Foundation
import TestSupport
import Testing

/// The real program, ended by signal 9 again and again, ends with the decisions of a run that was left alone.
struct KillTests {
    private static let pipeline = """
        task: classification
        classes: [DOWN, UP]
        source: {file: stream.csv, time: time, target: price_move}
        columns: {nsw_price: {type: number, range: [0, 1]}, nsw_demand: {type: number, range: [0, 1]}}
        labels: {delay: 30m}
        features: {lags: [30m, 1h]}
        initial: {rows: 300, learner: linear, lags: false}
        search:
          trials: 3
          windows: [300]
          holdout_rows: 100
          validation_rows: 100
          learners: [boosted-trees, linear]
          updates: [frozen, live]
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 0.3}
        canary: {approval: automatic, min_pairs: 60, min_time: 0s, bake_pairs: 60, bake_time: 0s}
        triggers:
          - {new_rows: 800, cool_down: 1d}
        """

    @Test func decidesTheSameAfterFiftyKills() throws {
        let workspace = try TestWorkspace(
            name: "kill", data: TestWorkspace.electricity(rows: 2_500), pipeline: Self.pipeline)
        let folder = workspace.folder
        let whole = try run(folder, state: "whole", killedAfterMilliseconds: nil)
        let reference = try #require(decisions(whole))
        var generator = SystemRandomNumberGenerator()
        var kills = 0

        while kills < 50 {
            let milliseconds = Int.random(in: 10...250, using: &generator)
            let output = try run(folder, state: "killed", killedAfterMilliseconds: milliseconds)
            if decisions(output) != nil { try FileManager.default.removeItem(at: folder.appending(path: "killed")) }
            kills += 1
        }
        let end = try run(folder, state: "killed", killedAfterMilliseconds: nil)

        #expect(decisions(end) == reference)
        try workspace.remove()
    }

    private func decisions(_ output: String) -> Substring? {
        output.split(separator: "\n").first { $0.hasPrefix("  \"decisions_sha256\"") }
    }

    /// Runs a replay; `timeout` ends it with signal 9 after so many milliseconds.
    private func run(_ folder: URL, state: String, killedAfterMilliseconds: Int?) throws -> String {
        let replay = [
            TestWorkspace.program.path, "run", folder.path, "--lockstep", "--json", "--state",
            folder.appending(path: state).path,
        ]
        let limit = killedAfterMilliseconds.map { ["timeout", "--signal=KILL", "\(Double($0) / 1_000)"] } ?? []
        return try ChildProcess.run(limit + replay).output
    }
}
