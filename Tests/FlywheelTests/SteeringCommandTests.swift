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

    @Test func steersACanaryFromHoldToPromotionAndTheNextOneOut() throws {
        let program = try program("steering")
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        // Held and let go; who saw an older state is refused and told the newer one.
        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        let seen = try #require(try program.status().pipelines.first?.canary?.revision)
        #expect(try program.run("hold").status == 0)
        try program.waitForCanary("held (manual)")
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
        #expect(try program.run("rollback", "--reason", "a feeling").status == 0)
        let end = try #require(try program.status().pipelines.first)
        #expect(end.champion == "v2" && end.canary == nil && end.automation == "off")
        // What is gone already is gone: a second word changes nothing, and is no fault.
        #expect(try program.run("rollback").output == "stream: v3 is rolled back already: nothing to remove\n")
        #expect(try program.run("history").output.contains("approved v2: baking; reason: earned"))

        #expect(try program.run("stop").status == 0)
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
