import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The runs of a real engine: listed, shown, compared, trained again, deployed.
struct RunsProgramTests {
    private struct Line: Decodable {
        struct Record: Decodable {
            struct Score: Decodable {
                var value: Double
            }

            var number: Int
            var kind: String
            var state: String
            var score: Score?
            var model: String?
            var dataset: String?
        }

        var version: String?
        var record: Record
    }

    private static func lines(_ outcome: ChildProcess.Outcome) throws -> [Line] {
        try outcome.output.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func listsShowsReproducesAndDeploysRuns() throws {
        let program = CommandLineProgram(
            workspace: try TestWorkspace(
                name: "runs", data: TestWorkspace.turning(at: 400, rows: 5_000),
                pipeline: TestWorkspace.turningPipeline))
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        let runs = try Self.lines(try program.run("runs", "--json", "--where", "search = 2"))
        let trial = try #require(runs.last { $0.record.kind != "refit" && $0.record.state == "completed" })
        let refit = try #require(runs.first { $0.version == "v2" })
        let number = "\(trial.record.number)"

        // While the canary is on, nothing else begins; afterwards what is a version already is recalled.
        let early = try program.run("deploy", number, "--reason", "it was good")
        #expect(early.status == 3)
        #expect(early.errors.hasPrefix("refused: the canary of v2 runs: it ends first\n"))
        #expect(try program.run("rollback").status == 0)
        let known = try program.run("deploy", "\(refit.record.number)")
        #expect(known.errors.contains("run \(refit.record.number) is v2 already: `flywheel recall --model v2"))
        #expect(try program.run("deploy", "99").errors.hasPrefix("refused: there is no run 99\n"))

        let listed = try program.run(
            "runs", "stream", "--where", "accuracy > 0.5 and learner = linear", "--sort", "score", "--limit", "1")
        #expect(listed.output.hasPrefix("PIPELINE  NUMBER  SEARCH  KIND"))
        #expect(listed.output.contains("runs; --offset 1 shows what follows\n"))
        let table = try program.run("runs", "--csv", "--ascending").output.split(separator: "\n")
        #expect(table.first?.hasPrefix("pipeline,number,search,kind,state") == true)
        #expect(table.dropFirst().first?.hasPrefix("stream,1,1,initial,completed") == true)
        let wrong = try program.run("runs", "--where", "scroe > 1")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("--where, at character 1, scroe: there is no column scroe; did you mean score?"))

        let setting = try program.run("runs", "--sort", "boosted-trees.dpeth")
        #expect(setting.status == 2 && setting.errors.contains("no setting boosted-trees.dpeth; did you mean depth?"))

        let shown = try program.run("runs", "show", "\(refit.record.number)").output
        for word in ["trigger   manual", "a test", "refit: completed", "version   v2", "rolled back by", "seed "] {
            #expect(shown.contains(word), "\(word) in \(shown)")
        }
        #expect(try program.run("runs", "show", "99").errors.hasPrefix("there is no run 99 of stream; the newest is"))
        let compared = try program.run("runs", "compare", number, "\(refit.record.number)").output
        #expect(compared.contains("\n≠  kind "))
        #expect(compared.contains("\n   learner "))

        let diff = try program.run("runs", "diff").output
        for word in ["\n≠  version ", "\n   learner ", "\n≠  dataset ", "\n≠  scored as ", "\n≠  search "] {
            #expect(diff.contains(word), "\(word) in \(diff)")
        }
        let facts = try program.run("runs", "diff", number, "v2", "--json").output
        #expect(facts.contains("\"champion\":\"run \(number)\"") && facts.contains("\"candidate\":\"v2\""))
        let none = try program.run("runs", "diff", "v1", "v9")
        #expect(none.errors == "there is no version v9 of stream; the newest is v2\n")
        let explained = try program.run("runs", "explain", "--ascii").output
        for word in ["importance needs 12", "front of quality x time of an answer", "became v2, which is", " ms "] {
            #expect(explained.contains(word), "\(word) in \(explained)")
        }
        #expect(try program.run("runs", "explain", "--search", "9").errors.hasPrefix("there is no run of search 9 of"))
        #expect(try program.run("runs", "explain", "--parameter", "windwo").status == 2)

        // The same bits again, from the first version to the refit, with the engine running.
        for run in ["1", number, "\(refit.record.number)"] {
            let again = try program.run("reproduce", run)
            #expect(again.status == 0 && again.output.contains("came out the same, bit by bit"), "\(again)")
        }

        let deployed = try program.run("deploy", number, "--reason", "it was good")
        #expect(deployed.output == "stream: run \(number) is v3: its gates run\n", "\(deployed)")
        try program.waitForCanary("ramping 1")
        #expect(try program.run("runs", "show", number).output.contains("version   v3"))
        #expect(try program.run("history").output.contains("deploy run"))
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()

        try tellsWhatCannotBeReproduced(program, trial: trial)
        try program.workspace.remove()
    }

    /// Without an engine: a run whose dataset is gone, one that came out otherwise, one that is not known.
    private func tellsWhatCannotBeReproduced(_ program: CommandLineProgram, trial: Line) throws {
        let dataset = program.place.stateDirectory + "/datasets/" + (try #require(trial.record.dataset))
        let number = "\(trial.record.number)"
        #expect(try program.run("reproduce", number, "stream", "--json").output.contains("\"is_equal\":true"))
        try FileManager.default.removeItem(atPath: dataset)

        let gone = try program.run("reproduce", number)

        #expect(gone.status == 1)
        #expect(
            gone.errors
                == "run \(number) of stream cannot be reproduced: its dataset is gone: \(dataset); it was collected or "
                + "deleted, put it back from a copy\n")
        #expect(try program.run("reproduce", "99").status == 1)
        let shown = try program.run("runs", "show", number)
        let name = try #require(trial.record.dataset)
        #expect(shown.output.contains("\(name); its file is gone: collected by `flywheel gc`"))
        #expect(shown.output.components(separatedBy: "its file is gone").count == 2, "the model is there")
    }
}
