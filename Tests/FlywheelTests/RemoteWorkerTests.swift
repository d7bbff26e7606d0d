import Domain
import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import flywheel

/// Workers that share no folder with their engine: real processes with an empty environment, a folder and a cache of their own.
struct RemoteWorkerTests {
    private let place = FileManager.default.temporaryDirectory
        .appending(path: "flywheel-remote-\(ProcessInfo.processInfo.globallyUniqueString)").path
    private let sample = WorkerSample(rows: 400, rounds: 5)

    private var engineFolder: String { "\(place)/engine" }
    private var cache: String { "\(place)/elsewhere/cache" }
    private var artifacts: FileArtifacts { FileArtifacts(directory: engineFolder) }

    /// As a shell on another machine would start it.
    private func command(_ harm: String? = nil, _ options: [String] = []) throws -> [String] {
        try FileManager.default.createDirectory(atPath: "\(place)/elsewhere", withIntermediateDirectories: true)
        let harmful = TestWorkspace.root.appending(path: "Tests/FlywheelTests/BadWorkers/flips-a-bit").path
        return ["env", "-i", "PATH=/usr/bin:/bin", "--chdir=\(place)/elsewhere"]
            + (harm.map { ["python3", harmful, $0] } ?? [])
            + [TestWorkspace.program.path, "worker", "--remote", "--cache", cache] + options
    }

    private func pool(_ harm: String? = nil, _ options: [String] = []) throws -> WorkerPool {
        WorkerPool(
            RemoteWorkers(command: try command(harm, options), slots: 1), artifacts: engineFolder,
            silenceLimit: .seconds(60))
    }

    private func assignment(_ lease: String = "remote") throws -> TrialAssignment {
        sample.assignment(try artifacts.saveDataset(sample.events, columns: sample.columns), lease: lease)
    }

    private func remove() throws {
        try FileManager.default.removeItem(atPath: place)
    }

    @Test func doesWhatAWorkerHereDoesAndKeepsWhatItWasSent() async throws {
        let assignment = try assignment()
        let here = await WorkerPool(
            executable: TestWorkspace.program.path, artifactDirectory: "\(engineFolder)"
        ).run(assignment) { _ in }
        guard case .completed(_, let model, _, _, _, _) = here.outcome else {
            Issue.record("\(here.outcome)")
            return
        }
        try FileManager.default.removeItem(atPath: "\(engineFolder)/models/\(model.hexadecimal)")

        let first = try await pool().run(assignment) { _ in }
        try FileManager.default.removeItem(atPath: "\(engineFolder)/models/\(model.hexadecimal)")
        // The engine's dataset is gone: the cache has it.
        try FileManager.default.removeItem(atPath: "\(engineFolder)/datasets/\(assignment.dataset.hexadecimal)")
        let second = try await pool().run(assignment) { _ in }

        #expect(first.outcome == here.outcome && second.outcome == here.outcome)
        #expect(first.cost.host == ProcessInfo.processInfo.hostName && first.cost.peakBytes > 0)
        #expect(first.cost.cpuSeconds > 0)
        #expect(try artifacts.loadModel(model).predict(sample.events[0].event).isValid)
        try remove()
    }

    @Test func asksAnewForWhatWasDamagedInItsCache() async throws {
        let assignment = try assignment()
        let first = try await pool().run(assignment) { _ in }
        let kept = "\(cache)/datasets/\(assignment.dataset.hexadecimal)"
        var bytes = try Data(contentsOf: URL(filePath: kept))
        bytes[bytes.count / 2] ^= 1
        try FileManager.default.removeItem(atPath: kept)
        try bytes.write(to: URL(filePath: kept))

        let second = try await pool().run(assignment) { _ in }

        #expect(first.outcome == second.outcome)
        try remove()
    }

    @Test func itsCacheStaysBelowItsSize() async throws {
        var held: [Int] = []
        for rows in [20_000, 20_001, 20_002] {
            let large = WorkerSample(rows: rows, rounds: 1)
            let dataset = try artifacts.saveDataset(large.events, columns: large.columns)
            _ = try await pool(nil, ["--cache-megabytes", "3"]).run(large.assignment(dataset, lease: "1")) { _ in }
            held.append(try FileManager.default.contentsOfDirectory(atPath: "\(cache)/datasets").count)
        }

        #expect(held.first == 1 && held.last.map { $0 < 3 } == true, "\(held)")
        try remove()
    }

    @Test(arguments: [
        ("hello", "the worker speaks protocol 3, not 4"), ("garbage", "a line that is not of the protocol"),
        ("end", "ended with code 1"), ("model", "what came as"), ("short", "did not come whole"),
        ("greed", "which is no part of its trial"),
    ])
    func whatGoesWrongThereIsToldAndTheTrialIsDoneHere(harm: String, words: String) async throws {
        let assignment = try assignment()
        let told = Told()
        let here = WorkerPool(executable: TestWorkspace.program.path, artifactDirectory: engineFolder)
        let fleet = WorkerFleet(
            here: here, remote: [RemoteWorkers(command: try command(harm), slots: 1)], artifacts: engineFolder
        ) { told.add($0) }

        let report = await fleet.run(assignment) { _ in }

        guard case .completed(_, let model, _, _, _, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(told.sentences.count == 1 && told.sentences[0].contains(words), "\(told.sentences)")
        #expect(told.sentences.first?.hasSuffix("; it is done here") == true)
        #expect(try artifacts.loadModel(model).predict(sample.events[0].event).isValid)
        try remove()
    }

    @Test func oneThatIsKilledInTheMiddleCostsNoTrial() async throws {
        let long = WorkerSample(rows: 4_000, rounds: 600)
        let assignment = long.assignment(try artifacts.saveDataset(long.events, columns: long.columns), lease: "long")
        let told = Told()
        let here = WorkerPool(executable: TestWorkspace.program.path, artifactDirectory: engineFolder)
        let fleet = WorkerFleet(
            here: here, remote: [RemoteWorkers(command: try command(), slots: 1)], artifacts: engineFolder
        ) { told.add($0) }
        let trial = Task { await fleet.run(assignment) { _ in } }
        while !FileManager.default.fileExists(atPath: "\(cache)/datasets/\(assignment.dataset.hexadecimal)") {
            await Task.yield()
        }
        // The worker started ahead is killed with it.
        for worker in try Self.workers(of: cache) { kill(worker, SIGKILL) }

        let report = await trial.value

        guard case .completed = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(told.sentences.first?.contains("killed: signal 9") == true, "\(told.sentences)")
        try remove()
    }

    @Test func aCancelledOneIsGoneAndTheTrialIsNotRepeated() async throws {
        let endless = WorkerSample(rows: 4_000, rounds: 5_000)
        let assignment = endless.assignment(
            try artifacts.saveDataset(endless.events, columns: endless.columns), lease: "endless")
        let told = Told()
        let here = WorkerPool(executable: TestWorkspace.program.path, artifactDirectory: engineFolder)
        let fleet = WorkerFleet(
            here: here, remote: [RemoteWorkers(command: try command(), slots: 1)], artifacts: engineFolder
        ) { told.add($0) }
        let trial = Task { await fleet.run(assignment) { _ in } }
        while !FileManager.default.fileExists(atPath: "\(cache)/datasets/\(assignment.dataset.hexadecimal)") {
            await Task.yield()
        }

        trial.cancel()
        let report = await trial.value

        guard case .failed(.killed, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(told.sentences.isEmpty)
        try remove()
    }

    @Test func whatBecomesAVersionIsTrainedHere() throws {
        var refit = try assignment()
        refit.slices = [TrialSlice(trainingRows: 0..<480, validationRows: 480..<480)]
        var own = try assignment()
        own.specification.program = LearnerProgram(name: "forest", command: ["python3", "forest.py"])

        #expect(WorkerFleet.mayGo(try assignment()))
        #expect(!WorkerFleet.mayGo(refit) && !WorkerFleet.mayGo(own))
        try remove()
    }

    @Test func theWorkersCommandTriesThemAll() throws {
        let workspace = try TestWorkspace(
            name: "remote-workers", data: TestWorkspace.turning(at: 400, rows: 100),
            pipeline: TestWorkspace.turningPipeline)
        let words = try command().map { "'\($0)'" }.joined(separator: ", ")
        let settings = "remote_workers: [{command: [\(words)]}, {command: [no-such-program, --remote]}]\n"
        try settings.write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)

        let outcome = try ChildProcess.run([
            TestWorkspace.program.path, "workers", workspace.folder.path, "--times", "1", "--rows", "200", "--rounds",
            "2",
        ])

        #expect(outcome.status == 1)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 4, "\(outcome)")
        #expect(lines[1].hasPrefix("here ") && lines[1].hasSuffix("in order"))
        #expect(lines[2].contains("--remote") && lines[2].hasSuffix("in order"))
        #expect(lines[3].hasSuffix("crashed: cannot start a worker: No such file or directory"))
        try workspace.remove()
        try remove()
    }

    private final class Told: Sendable {
        private let all = Mutex<[String]>([])

        var sentences: [String] { all.withLock { $0 } }

        func add(_ sentence: String) {
            all.withLock { $0.append(sentence) }
        }
    }

    private static func workers(of cache: String) throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { name in
            guard let pid = pid_t(name), let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
                return nil
            }
            return String(decoding: line, as: UTF8.self).contains("--cache\0\(cache)") ? pid : nil
        }
    }
}
