import Foundation
import TestSupport
import Testing

@testable import flywheel

/// Wrong labels are taken back with the real program: first looked at, then done.
struct LabelsCommandTests {
    private struct Answer: Decodable {
        struct Taint: Decodable {
            struct Model: Decodable { var version: Int }

            var labels: Int
            var models: [Model]
            var openRollout: Int?
        }

        var done: Bool
        var taint: Taint
    }

    private func answer(_ outcome: ChildProcess.Outcome) throws -> Answer {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: Data(outcome.output.utf8))
    }

    @Test func looksFirstThenTakesBackAndHoldsTheCanary() throws {
        let program = CommandLineProgram(
            workspace: try TestWorkspace(
                name: "labels", data: TestWorkspace.turning(at: 400, rows: 5_000),
                pipeline: TestWorkspace.turningPipeline.replacing("min_pairs: 20", with: "min_pairs: 4000")))
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        let range = ["labels", "retract", "stream", "--from", "1970-01-01", "--to", "1d"]

        try program.wait("the canary's start is on disk") {
            try answer(program.run(range + ["--json"])).taint.openRollout == 1
        }
        let dry = try answer(program.run(range + ["--json"]))
        #expect(!dry.done && dry.taint.labels > 300)
        #expect(dry.taint.models.map(\.version) == [1, 2])
        let text = try program.run(range).output
        #expect(text.contains("it is held with the retraction") && text.contains("Nothing is changed yet"))
        #expect(try program.status().pipelines.first?.canary?.state == "ramping 1")
        #expect(try program.run(range + ["--yes"]).errors.contains("--reason"))

        struct Stretch: Decodable {
            var revision: Int
            var labels: Int
            var throughEntry: Int64
        }
        let performance = ["performance", "stream", "--since", "1970-01-01", "--every", "7d"]
        func stretches(_ more: String...) throws -> [Stretch] {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try program.run(performance + ["--json"] + more).output.split(separator: "\n").map {
                try decoder.decode(Stretch.self, from: Data($0.utf8))
            }
        }
        let told = try stretches()
        let first = try #require(told.first)
        #expect(first.revision >= 1 && first.labels > 0)

        let fixed = ["labels", "retract", "stream", "--from", "1970-01-01", "--to", "1970-01-15T00:00"]
        let done = try program.run(fixed + ["--yes", "--reason", "an upstream bug", "--json"])
        #expect(try answer(done).done, "\(done.errors)")
        #expect(try program.status().pipelines.first?.canary?.state == "held (manual)")
        #expect(try program.run(fixed).output.hasPrefix("No label is in the range"))
        let list = try program.run("labels", "list")
        #expect(list.output.contains("an upstream bug") && list.output.contains("v1 accuracy"))
        #expect(try program.run("history").output.contains("retracted"))
        let restated = try #require(try stretches().first)
        #expect(restated.revision > first.revision && restated.labels == 0)
        let past = try #require(try stretches("--through-entry", "\(first.throughEntry)").first)
        #expect(past.revision == first.revision && past.labels == first.labels)
        #expect(try program.run(performance).output.contains("REVISION"))
        #expect(try program.run(performance + ["--csv"]).output.hasPrefix("pipeline,metric,from"))

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        #expect(try program.run("labels", "list", "--json").output.contains("an upstream bug"))
        #expect(try program.run(fixed + ["--yes", "--reason", "again"]).status == 1)
        try program.workspace.remove()
    }
}
