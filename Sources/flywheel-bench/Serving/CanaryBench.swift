import Domain
import Foundation
import Glibc

/// How soon a change of the traffic's split is seen by who asks: another step, a roll back, also while the disk hangs and
/// while a search runs.
struct CanaryBench {
    private static let rounds = 7
    private static let units = (0..<200).map { "probe \($0)" }
    private static let canary =
        "steps: [10, 50, 100], min_pairs: 20, min_time: 3000d, max_time: 3500d, deadline: 3900d, sample_ratio_alpha: 0"

    let program: Program

    /// The figures, and what was left out and why.
    func figures() async throws -> (figures: [Figure], skipped: [String]) {
        let scratch = try ScratchFolder("canary")
        _ = try ServingWorkspaces.forest(scratch, program)
        let workspace = try ServingWorkspaces.turning(
            scratch, rows: 60_000, speed: 100, canary: Self.canary, turnsOnce: true)
        let disk = try HangingDisk(scratch: scratch.url)
        let engine = try ServedEngine(program, workspace, environment: disk?.environment ?? [:])
        engine.name = "stream"
        try engine.wait(for: "v1") { $0.champion.version.rawValue > 0 }
        try await engine.order(.retrain)
        try ramping(engine)

        var (orders, answers, quiet): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<Self.rounds {
            let change = try await changeWeight(engine)
            orders.append(change.sinceOrder)
            answers.append(change.sinceReply)
            quiet.append(try await rollBack(engine).milliseconds)
            try await comeBack(engine)
        }
        var figures = [
            Figure(
                "next step acknowledged to first answer on the new split, median", median(answers), "ms", peer: 1,
                "the aim, at most"),
            Figure("  from the command itself, the commit within", median(orders), "ms"),
            Figure(
                "roll back to last answer of the candidate, slowest of \(Self.rounds)", quiet.max() ?? .nan, "ms",
                peer: 50, "the aim, at most"),
        ]
        figures += try await whileTheDiskHangs(engine, disk)
        try await engine.order(.retrain, in: "electricity")
        var searching: [Double] = []
        for _ in 0..<Self.rounds {
            try engine.wait(for: "a search", in: "electricity") { $0.search != nil && $0.stage == .searching }
            searching.append(try await rollBack(engine).milliseconds)
            try await comeBack(engine)
        }
        figures.append(
            Figure(
                "  the same while a search runs, slowest of \(Self.rounds)", searching.max() ?? .nan, "ms", peer: 50,
                "the aim, at most"))
        engine.process.finish(with: SIGKILL)
        try scratch.remove()
        return (figures, disk == nil ? ["roll back on a hanging disk: there is no C compiler (cc)"] : [])
    }

    private func whileTheDiskHangs(_ engine: ServedEngine, _ disk: HangingDisk?) async throws -> [Figure] {
        guard let disk else { return [] }
        var (ends, slowest): ([Double], [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            try disk.begin()
            // Whatever waits for the disk waits by now.
            usleep(200_000)
            let end = try await rollBack(engine) { try disk.end() }
            ends.append(end.milliseconds)
            slowest.append(end.slowestAnswer)
            try await comeBack(engine)
        }
        return [
            Figure(
                "  the same while the disk hangs, slowest of \(Self.rounds)", ends.max() ?? .nan, "ms", peer: 50,
                "the aim, at most"),
            Figure("  slowest answer to a request meanwhile", slowest.max() ?? .nan, "ms"),
        ]
    }

    /// Moves on a step; milliseconds from the command and from its reply to the first candidate's answer for a unit that the
    /// champion answered before.
    private func changeWeight(_ engine: ServedEngine) async throws -> (sinceOrder: Double, sinceReply: Double) {
        let known = ArmProbe(port: engine.port, units: Self.units)
        usleep(200_000)
        let onCandidate = Set(try known.stop().filter(\.isCandidate).map(\.unit))
        let probe = ArmProbe(port: engine.port, units: Self.units.filter { !onCandidate.contains($0) })
        usleep(100_000)
        // A person skips the wait of a step, not its tests.
        try engine.wait(for: "evidence") {
            $0.canary?.pairsInStep ?? 0 >= 60 && $0.canary?.evidence?.verdict == .pass
        }
        let canary = try engine.canary()
        let order = try engine.prepared(.nextStep(rollout: canary.record.number, revision: canary.revision))
        let start = ContinuousClock.now
        try await order()
        let reply = ContinuousClock.now
        usleep(100_000)
        guard let first = try probe.stop().first(where: \.isCandidate) else { throw BenchError("no unit moved") }
        return (milliseconds(from: start, to: first.received), milliseconds(from: reply, to: first.received))
    }

    /// Takes the candidate out; milliseconds from the command to the last of its answers, and the slowest answer of all.
    private func rollBack(
        _ engine: ServedEngine, meanwhile: () throws -> Void = {}
    ) async throws -> (milliseconds: Double, slowestAnswer: Double) {
        let probe = ArmProbe(port: engine.port, units: Self.units)
        usleep(100_000)
        let order = try engine.prepared(.rollBack(version: try engine.canary().record.candidate))
        let start = ContinuousClock.now
        async let done: Void = order()
        usleep(500_000)
        let samples = try probe.stop()
        try meanwhile()
        try await done
        guard samples.contains(where: \.isCandidate) else { throw BenchError("the candidate had no traffic") }
        let last = samples.last(where: \.isCandidate)?.received ?? start
        return (
            max(0, milliseconds(from: start, to: last)),
            samples.map { milliseconds(from: $0.sent, to: $0.received) }.max() ?? .nan
        )
    }

    private func comeBack(_ engine: ServedEngine) async throws {
        let canary = try engine.wait(for: "the roll back's end") { $0.canary?.record.state == .rolledBack }.canary
        guard let canary else { return }
        try await engine.order(
            .retry(rollout: canary.record.number, revision: canary.revision, version: canary.record.candidate))
        try ramping(engine)
    }

    private func ramping(_ engine: ServedEngine) throws {
        try engine.wait(for: "a canary with traffic") { $0.canary?.record.state == .ramping(step: 0) }
    }

    private func milliseconds(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Double {
        let span = start.duration(to: end).components
        return Double(span.seconds) * 1_000 + Double(span.attoseconds) / 1e15
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
