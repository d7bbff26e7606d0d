import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The commands against an engine that runs in the background, process against process.
struct SteeringCommandTests {
    private func program(_ name: String, rows: Int = 5_000) throws -> CommandLineProgram {
        CommandLineProgram(
            workspace: try TestWorkspace(
                name: name, data: TestWorkspace.turning(at: 400, rows: rows),
                pipeline: TestWorkspace.turningPipeline))
    }

    /// What a command says with `--json`.
    private struct Answer: Decodable {
        var command: String?
        var pipeline: String
        var done: Bool
        var sentence: String
        var effectiveMilliseconds: Double?
        var recordedMilliseconds: Double?
        var champion: String?
        var automation: String?
        var state: String?
        var weight: Double?
        var revision: Int?
    }

    private static func answer(_ outcome: ChildProcess.Outcome) throws -> Answer {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: Data(outcome.output.utf8))
    }

    @Test func steersACanaryFromHoldToPromotionAndTheNextOneOut() throws {
        let program = try program("steering")
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        // Held and let go; who saw an older state is refused and told the newer one.
        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        let seen = try #require(try program.status().pipelines.first?.canary?.revision)
        let held = try Self.answer(try program.run("hold", "--json"))
        #expect(
            held.command == "hold" && held.pipeline == "stream" && held.done
                && held.sentence == "held v2: held (manual)")
        #expect(held.state == "held (manual)" && held.revision == seen + 1 && held.weight == 50)
        #expect(held.recordedMilliseconds != nil && held.effectiveMilliseconds == nil)
        try program.waitForCanary("held (manual)")
        let refused = try program.run("resume", "--json", "--revision", "\(seen)")
        let refusal = try Self.answer(refused)
        #expect(refused.status == 3 && refused.errors.isEmpty && !refusal.done)
        #expect(refusal.sentence == "canary is now at step 1, 50 %")
        #expect(refusal.command == "resume" && refusal.state == "held (manual)" && refusal.revision == seen + 1)
        let stale = try program.run("resume", "--revision", "\(seen)")
        #expect(stale.status == 3)
        #expect(stale.errors.contains("stream now: v2 held (manual) at 50 %, revision \(seen + 1)"))
        #expect(try program.run("resume", "stream", "--revision", "\(seen + 1)").status == 0)

        try program.waitForCanary("awaiting promotion")
        #expect(try program.run("canary").output.contains("flywheel approve stream --revision"))
        #expect(try program.run("approve", "--revision", "\(seen)").status == 3)
        #expect(try program.run("approve", "--reason", "earned").output == "stream: approved v2: baking\n")
        try program.wait("v2 serves") {
            let pipeline = try program.status().pipelines.first
            return pipeline?.champion == "v2" && pipeline?.canary == nil
        }

        #expect(try program.run("retrain").status == 0)
        try program.waitForCanary("ramping 1")
        let gone = try program.run("rollback", "--reason", "a feeling")
        #expect(gone.status == 0)
        let acknowledged =
            /stream: rolled back: effective after [\d.]+ ms, recorded after [\d.]+ ms\nstream: rolled back v3\n/
        #expect(gone.output.wholeMatch(of: acknowledged) != nil, "\(gone.output)")
        let end = try #require(try program.status().pipelines.first)
        #expect(end.champion == "v2" && end.canary == nil && end.automation == "off")
        // What is gone already is gone: a second word changes nothing, and is no fault.
        #expect(try program.run("rollback").output.hasSuffix("stream: v3 is rolled back already: nothing to remove\n"))
        let again = try Self.answer(try program.run("rollback", "--json"))
        #expect(again.done && again.command == "roll back" && again.state == "rolled back" && again.automation == "off")
        #expect(try #require(again.effectiveMilliseconds) <= #require(again.recordedMilliseconds))
        #expect(try program.run("history").output.contains("approved v2: baking; reason: earned"))

        let process = engine.processIdentifier
        #expect(
            try program.run("stop", "--json").output
                == #"{"command":"stop","done":true,"process":\#(process),"sentence":"the engine has ended, process \#(process)"}"#
                + "\n")
        engine.waitUntilExit()
        #expect(engine.terminationStatus == 0)
        #expect(program.place.holder == nil)
        try program.workspace.remove()
    }

    @Test func bringsBackWhatWasTakenAway() throws {
        let program = try program("recall")
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("retrain").status == 0)
        try program.waitForCanary("ramping 1")
        #expect(try program.run("rollback").status == 0)

        #expect(try program.run("retry").errors.contains("give a reason"))
        #expect(try program.run("canary", "retry", "--reason", "it was a misclick").status == 0)
        try program.waitForCanary("ramping 1")
        #expect(try program.run("cancel").status == 3)
        #expect(try program.run("promote", "--reason", "now").status == 2, "the version has to be typed")
        #expect(try program.run("promote", "--model", "v7", "--reason", "now").status == 3)
        #expect(try program.run("promote", "--model", "v2", "--reason", "now").status == 0)
        try program.wait("v2 serves") {
            let pipeline = try program.status().pipelines.first
            return pipeline?.champion == "v2" && pipeline?.canary == nil
        }

        #expect(try program.run("undo", "--reason", "v1 was better").status == 0)
        try program.wait("v1 serves again") { try program.status().pipelines.first?.champion == "v1" }
        let history = try program.run("history").output
        #expect(history.contains("reason: v1 was better"))

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try program.workspace.remove()
    }

    @Test func readsFromTheStoreAndRefusesToSteerWhereNoEngineRuns() throws {
        let program = try program("no-engine", rows: 1_000)
        let nothing = try program.run("status")
        #expect(nothing.status == 1 && nothing.errors.contains("there is no history yet"))
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        let stopped = try program.run("stop")
        engine.waitUntilExit()

        #expect(stopped.output == "the engine has ended, process \(engine.processIdentifier)\n")
        #expect(try program.run("stop").output == "no engine runs here\n")
        let status = try program.status()
        #expect(status.engine == "none" && status.pipelines.first?.champion == "v1")
        #expect(try program.run("triggers").output.contains("initial"))
        #expect(try program.run("runs", "--json").output.contains("\"kind\":\"initial\""))
        #expect(try program.run("alerts").output.hasPrefix("PIPELINE  NUMBER  STATE"))
        #expect(try program.run("canary").status == 0)
        for command in ["approve", "hold", "resume", "rollback", "retrain", "ack", "pause"] {
            let outcome = try program.run(command)
            #expect(outcome.status == 1, "\(command)")
            #expect(outcome.errors == "no engine runs here; start one with `flywheel run`\n", "\(command)")
        }
        try program.workspace.remove()
    }

    @Test func tellsWrongWordsFromRefusals() throws {
        let program = try program("words", rows: 1_000)
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        let typo = try program.run("approve", "steam")
        #expect(typo.status == 2)
        #expect(typo.errors == "there is no pipeline steam; did you mean stream? There are stream\n")
        #expect(try program.run("approve").errors == "refused: stream has no canary\n")
        #expect(try program.run("approve").status == 3)
        // Every command that steers has its one object, refused or done.
        for words in [
            ["approve"], ["rollback"], ["hold"], ["resume"], ["undo"], ["next"], ["retry"],
            ["promote", "--model", "v2"], ["override", "--model", "v2"], ["cancel"], ["ack", "--alert", "77"],
            ["recall", "--model", "v9", "--reason", "why not"],
        ] {
            let outcome = try program.run(words + ["--json"])
            let answer = try Self.answer(outcome)
            #expect(outcome.status == 3 && !answer.done && answer.pipeline == "stream", "\(words)")
            #expect(answer.champion == "v1" && !answer.sentence.isEmpty && answer.state == nil, "\(words)")
        }
        #expect(try Self.answer(try program.run("pause", "--json")).automation == "off")
        #expect(try Self.answer(try program.run("resume", "--automation", "--json")).automation == "on")
        #expect(try program.run("ack", "--alert", "77").status == 3)
        #expect(try program.run("runs", "--limit", "0").status == 2)
        #expect(try program.run("pause").output == "stream: automation is off\n")
        #expect(try program.run("resume", "--automation").output == "stream: automation is on\n")

        engine.terminate()
        engine.waitUntilExit()
        #expect(engine.terminationStatus == 0)
        #expect(program.place.holder == nil)
        try program.workspace.remove()
    }

    @Test func endsAnEngineThatHasNoSocketBySignal() throws {
        let program = try program("no-socket", rows: 1_000)
        let engine = try program.startEngine()
        try FileManager.default.removeItem(atPath: program.place.socket)

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()

        #expect(engine.terminationStatus == 0)
        try program.workspace.remove()
    }
}
