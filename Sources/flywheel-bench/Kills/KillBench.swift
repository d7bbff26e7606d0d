import ArgumentParser
import Domain
import Foundation
import Glibc

/// Kills the serving program under load again and again, and holds its store against what its callers were told.
struct KillBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kills",
        abstract:
            "Ends the serving program with signal 9 at random moments and counts what was acknowledged and is lost.")

    @Option(help: "Kills.")
    var times = 1_000

    @Option(help: "Seeds the moments, the requests and the commands.")
    var seed: UInt64 = 1

    @Flag(help: "Print JSON: name, ours, peer, ratio, unit.")
    var json = false

    private static let canary =
        "steps: [10, 50, 100], approval: automatic, min_pairs: 40, min_time: 0s, bake_pairs: 60, "
        + "bake_time: 0s"
    private static let triggers = "new_rows: 400, cool_down: 1h"

    func run() async throws {
        let program = try Program()
        let scratch = try ScratchFolder("kills-\(seed)")
        let workspace = try ServingWorkspaces.turning(
            scratch, rows: 100_000, speed: 60, canary: Self.canary, triggers: Self.triggers)
        var generator = SeededGenerator(seed: seed)
        var total = KillCheck.Findings()
        var surprises: [String] = []
        for life in 0..<times {
            // One in five dies while it starts, before anybody can ask it.
            let told: KillLedger.Told
            if life > 0, generator.next() % 5 == 0 {
                try killWhileStarting(program, workspace, microseconds: UInt32(generator.next() % 60_000))
                told = KillLedger.Told()
            } else {
                told = try killUnderLoad(
                    program, workspace, microseconds: UInt32(20_000 + generator.next() % 700_000),
                    seed: seed &* 1_000_003 &+ UInt64(life), &total)
            }
            surprises += told.surprises
            guard FileManager.default.fileExists(atPath: database(workspace)) else { continue }
            var check = try KillCheck(file: database(workspace))
            try check.check(told)
            total.add(check.findings)
            if (life + 1) % 50 == 0 { complain("\(life + 1) kills: \(total.summary)") }
        }
        try restart(program, workspace)
        report(total, surprises)
        if total.lostLabels + total.lostOrders + total.halfTransitions + surprises.count > 0 {
            complain("kept: \(workspace.path)")
            throw ExitCode(1)
        }
        try scratch.remove()
    }

    private func database(_ workspace: URL) -> String { workspace.appending(path: ".flywheel/flywheel.db").path }

    private func killWhileStarting(_ program: Program, _ workspace: URL, microseconds: UInt32) throws {
        let process = try StartedProcess(
            [program.executable.path, "run", workspace.path], log: workspace.appending(path: "engine.log"))
        usleep(microseconds)
        process.finish(with: SIGKILL)
    }

    private func killUnderLoad(
        _ program: Program, _ workspace: URL, microseconds: UInt32, seed: UInt64, _ total: inout KillCheck.Findings
    ) throws -> KillLedger.Told {
        let isNew = !FileManager.default.fileExists(atPath: database(workspace))
        let stored = isNew ? nil : try KillCheck(file: database(workspace)).newestRollout()
        let engine = try ServedEngine(program, workspace)
        if let words = KillCheck.discrepancy(stored, try engine.pipeline().canary) { total.add(words) }
        let ledger = KillLedger()
        let callers = KillCallers(engine, ledger, seed: seed)
        usleep(microseconds)
        let isKilled = engine.process.isRunning
        engine.process.finish(with: SIGKILL)
        callers.awaitEnd()
        if !isKilled { ledger.surprise("the engine had ended by itself: \(engine.process.said)") }
        return ledger.take()
    }

    /// After the last kill it starts, drains and ends well.
    private func restart(_ program: Program, _ workspace: URL) throws {
        let engine = try ServedEngine(program, workspace)
        _ = try engine.pipeline()
        try engine.stop()
    }

    private func report(_ total: KillCheck.Findings, _ surprises: [String]) {
        for words in total.words.prefix(20) { complain(words) }
        for words in surprises.prefix(20) { complain("surprise: \(words)") }
        let figures = [
            Figure("kills with signal 9 under load", Double(times), "kills"),
            Figure(
                "  acknowledged labels lost, of \(total.labels)", Double(total.lostLabels), "labels", peer: 0, "the aim"
            ),
            Figure(
                "  acknowledged commands lost, of \(total.orders)", Double(total.lostOrders), "commands", peer: 0,
                "the aim"),
            Figure(
                "  state transitions half done, of \(total.transitions)", Double(total.halfTransitions), "transitions",
                peer: 0, "the aim"),
            Figure(
                "  answers that an engine which lives does not give", Double(surprises.count), "answers", peer: 0,
                "the aim"),
            Figure(
                "  predictions lost with the last commit interval, of \(total.predictions)",
                Double(total.lostPredictions), "predictions"),
        ]
        do {
            print(json ? try FigureTable.json(figures) : FigureTable.text(figures))
        } catch {
            complain("\(error)")
        }
    }

    private func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}

extension KillCheck.Findings {
    /// Adds what another look found; transitions are counted anew with each look.
    mutating func add(_ other: KillCheck.Findings) {
        labels += other.labels
        lostLabels += other.lostLabels
        orders += other.orders
        lostOrders += other.lostOrders
        transitions = other.transitions
        halfTransitions += other.halfTransitions
        predictions += other.predictions
        lostPredictions += other.lostPredictions
        words += other.words
    }

    mutating func add(_ half: String) {
        halfTransitions += 1
        words.append(half)
    }

    var summary: String {
        "\(labels) labels (\(lostLabels) lost), \(orders) commands (\(lostOrders) lost), "
            + "\(transitions) transitions (\(halfTransitions) wrong), \(lostPredictions) of \(predictions) predictions lost"
    }
}
