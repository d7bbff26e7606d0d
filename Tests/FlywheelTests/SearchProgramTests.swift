import Domain
import Foundation
import Glibc
import TestSupport
import Testing
import Tracking

@testable import flywheel

/// A search in the real program: ended by signal 9 it goes on where it was; a person pauses, extends and stops it.
struct SearchProgramTests {
    private static let pipeline = """
        task: classification
        classes: ["0", "1"]
        source: {file: stream.csv, speed: 50/s, preroll_rows: 900, time: time, target: label}
        columns: {first: {type: number, range: [-1, 1]}, second: {type: number, range: [-1, 1]}}
        labels: {delay: 30m}
        initial: {rows: 300, learner: linear}
        search:
          trials: 14
          workers: 2
          windows: [200, 300]
          holdout_rows: 100
          validation_rows: 100
          ensemble: 3
          learners: [boosted-trees, linear]
          ranges: {boosted-trees: {rounds: [100, 160], depth: [6, 8]}}
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 1}
        canary: {min_pairs: 20, min_time: 0s, bake_pairs: 20, bake_time: 0s, margin: 0.9, critical_margin: 0.95}
        triggers:
          - {periodic: 400d}
        """

    private func runs(_ program: CommandLineProgram) throws -> [RunRecord] {
        let outcome = try program.run("runs", "--json", "--limit", "100")
        guard outcome.status == 0 else { return [] }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try outcome.output.split(separator: "\n").map { line in
            try decoder.decode(Line.self, from: Data(line.utf8)).record
        }
    }

    private struct Line: Decodable {
        var record: RunRecord
    }

    private func trials(_ program: CommandLineProgram) throws -> [RunRecord] {
        try runs(program).filter { $0.kind == .trial || $0.kind == .plainRetrain }
    }

    @Test func goesOnAfterThreeKillsWithoutRepeatingATrial() throws {
        let workspace = try TestWorkspace(
            name: "search-kill", data: TestWorkspace.turning(at: 400, rows: 2_000), pipeline: Self.pipeline)
        let program = CommandLineProgram(workspace: workspace)
        for round in 1...3 {
            let engine = try program.startEngine()
            if round == 1 {
                try program.wait("version 1 serves") { try program.status().pipelines.first?.champion == "v1" }
                #expect(try program.run("retrain").status == 0)
            }
            try program.wait("\(3 * round) trials have ended") {
                try trials(program).count { $0.state.isOver } >= 3 * round
            }
            kill(engine.processIdentifier, SIGKILL)
            _ = engine.waitUntilExit()
        }
        let engine = try program.startEngine()
        try program.wait("the trials are over") { try runs(program).contains { $0.kind == .refit } }
        let blends = try runs(program).filter { $0.kind == .ensemble }
        #expect(blends.count == 1 && blends.allSatisfy { $0.state.isOver })
        if let blend = blends.first(where: { $0.state == .completed }) {
            let shown = try program.run("runs", "show", "\(blend.number)").output
            for word in ["ensemble, drawn by greedy", "votes: ", "µs a row"] {
                #expect(shown.contains(word), "\(word) in \(shown)")
            }
            // A worker trains it again from its dataset and its members' recipes alone.
            let again = try program.run("reproduce", "\(blend.number)")
            #expect(again.status == 0 && again.output.contains("came out the same, bit by bit"), "\(again)")
        }
        engine.terminate()
        _ = engine.waitUntilExit()

        let ended = try trials(program)
        #expect(ended.count == 14)
        #expect(ended.allSatisfy { $0.state.isOver })
        let history = try SQLiteHistory(
            reading: workspace.folder.appending(path: ".flywheel/flywheel.db").path)
        let told = try history.audits(PipelineName(rawValue: "stream"), since: nil, limit: 10_000)
            .filter { $0.kind == .trial }.map(\.subject)
        #expect(Set(told).count == told.count, "no trial is told twice")
        try workspace.remove()
    }

    @Test func isPausedExtendedResumedAndStopped() throws {
        let workspace = try TestWorkspace(
            name: "search-steer", data: TestWorkspace.turning(at: 400, rows: 2_000), pipeline: Self.pipeline)
        let program = CommandLineProgram(workspace: workspace)
        let engine = try program.startEngine()
        try program.wait("version 1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("search", "pause").status == 3, "no search runs")

        #expect(try program.run("retrain").status == 0)
        try program.wait("a trial has ended") { try trials(program).contains { $0.state.isOver } }
        let paused = try program.run("search", "pause")
        #expect(paused.status == 0)
        #expect(paused.output.contains("is paused"))
        try program.wait("those that ran have ended") { try trials(program).allSatisfy { $0.state.isOver } }
        let count = try trials(program).count
        #expect(count < 14)
        #expect(try program.run("search", "extend", "--trials", "80").output.contains("94 trials"))
        #expect(try trials(program).count == count, "a paused search draws nothing")
        #expect(try program.run("search", "resume").status == 0)
        try program.wait("it goes on") { try trials(program).count > count }
        let stopped = try program.run("search", "stop")
        #expect(stopped.status == 0)
        try program.wait("the best goes on") { try runs(program).contains { $0.kind == .refit } }

        #expect(try trials(program).count < 94)
        #expect(try trials(program).allSatisfy { $0.state.isOver })
        engine.terminate()
        _ = engine.waitUntilExit()
        try workspace.remove()
    }

    @Test func isPlannedBeforeAnythingRuns() throws {
        let workspace = try TestWorkspace(
            name: "search-plan", data: TestWorkspace.turning(at: 400, rows: 1_000), pipeline: Self.pipeline)
        let program = CommandLineProgram(workspace: workspace)

        let plan = try program.run("search", "plan")

        #expect(plan.status == 0)
        #expect(plan.output.contains("boosted-trees.depth"))
        #expect(plan.output.contains("6 to 8"))
        #expect(plan.output.contains("14, 2 at a time, on 2 slices"))
        #expect(plan.output.contains("blend      of the best 3 models at most"))
        #expect(plan.output.contains("these are the limits of the file"))
        try workspace.remove()
    }
}
