import Foundation
import Glibc
import Testing

/// The real program, ended by signal 9 again and again, ends with the decisions of a run that was left alone.
struct KillTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    #if DEBUG
        private static let program = root.appending(path: ".build/debug/flywheel")
    #else
        private static let program = root.appending(path: ".build/release/flywheel")
    #endif

    private static let data = root.appending(path: "demo-data/electricity.csv")

    private static let pipeline = """
        task: classification
        classes: [DOWN, UP]
        source: {file: short.csv, time: time, target: price_move}
        columns: {nsw_price: {type: number, range: [0, 1]}, nsw_demand: {type: number, range: [0, 1]}}
        labels: {delay: 30m}
        features: {lags: [30m, 1h]}
        initial: {rows: 300, learner: linear, lags: false}
        search: {trials: 3, windows: [300], holdout_rows: 100, validation_rows: 100, learners: [boosted-trees, linear], updates: [frozen, live]}
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 0.3}
        canary: {approval: automatic, min_pairs: 60, min_time: 0s, bake_pairs: 60}
        triggers:
          - {new_rows: 800, cool_down: 1d}
        """

    @Test func decidesTheSameAfterFiftyKills() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "flywheel-kill-\(getpid())")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "pipelines"), withIntermediateDirectories: true)
        defer { removeFolder(folder) }
        let rows = try String(contentsOf: Self.data, encoding: .utf8).split(separator: "\n").prefix(2_501)
        try (rows.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: "short.csv"), atomically: true, encoding: .utf8)
        try Self.pipeline.write(to: folder.appending(path: "pipelines/short.yaml"), atomically: true, encoding: .utf8)
        let whole = try run(folder, state: "whole", killedAfterMilliseconds: nil)
        let reference = try #require(decisions(whole))
        var generator = SystemRandomNumberGenerator()
        var kills = 0

        while kills < 50 {
            let milliseconds = UInt32.random(in: 10...250, using: &generator)
            let output = try run(folder, state: "killed", killedAfterMilliseconds: milliseconds)
            if decisions(output) != nil { try FileManager.default.removeItem(at: folder.appending(path: "killed")) }
            kills += 1
        }
        let end = try run(folder, state: "killed", killedAfterMilliseconds: nil)

        #expect(decisions(end) == reference)
    }

    private func decisions(_ output: String) -> Substring? {
        output.split(separator: "\n").first { $0.hasPrefix("  \"decisions_sha256\"") }
    }

    private func run(_ folder: URL, state: String, killedAfterMilliseconds: UInt32?) throws -> String {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = [
            "run", folder.path, "--lockstep", "--json", "--state", folder.appending(path: state).path,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        if let killedAfterMilliseconds {
            usleep(killedAfterMilliseconds * 1_000)
            kill(process.processIdentifier, SIGKILL)
        }
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func removeFolder(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("\(folder.path) cannot be removed: \(error)")
        }
    }
}
