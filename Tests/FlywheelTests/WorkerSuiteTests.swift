import Domain
import Foundation
import Glibc
import TestSupport
import Testing

@testable import flywheel

/// The real artifact files and worker processes.
struct WorkerSuiteTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "flywheel-worker-\(ProcessInfo.processInfo.globallyUniqueString)").path

    @Test func storesOnDiskWhatEveryStoreKeeps() throws {
        #expect(try ArtifactStoreSuite.violations(FileArtifacts(directory: folder)) == [])
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func runsTrialsInWorkersAsEveryExecutorDoes() async throws {
        let pool = WorkerPool(executable: TestWorkspace.program.path, artifactDirectory: folder)

        #expect(try await TrialExecutorSuite.violations(pool, FileArtifacts(directory: folder)) == [])
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Programs that are no workers cost their trial, with a word for what happened.
    @Test(arguments: [
        ("ends", TrialFailure.crashed, "ended with code 3"), ("is-killed", .killed, "signal 9"),
        ("talks-nonsense", .crashed, "not of the protocol"), ("hangs", .timedOut, "no result within"),
        ("falls-silent", .stuck, "no sign of life for 2 s"), ("speaks-another-version", .crashed, "speaks protocol 3"),
    ])
    func classifiesWhatGoesWrong(program: String, failure: TrialFailure, words: String) async throws {
        let executable = TestWorkspace.root.appending(path: "Tests/FlywheelTests/BadWorkers/\(program)").path
        var assignment = TrialSample().assignment(ContentDigest(bytes: Array(repeating: 1, count: 32)))
        assignment.wallSecondsLimit = failure == .timedOut ? 1 : 60

        let pool = WorkerPool(
            executable: executable, artifactDirectory: folder, silenceLimit: .seconds(failure == .stuck ? 2 : 60))
        let report = await pool.run(assignment) { _ in }

        guard case .failed(let found, let message) = report.outcome else {
            Issue.record("the trial did not fail")
            return
        }
        #expect(found == failure, "\(message)")
        #expect(message.contains(words), "\(message)")
    }

    /// A worker that beats is not ended for its silence, however long it trains without a word.
    @Test func aWorkerThatTrainsLivesByItsBeats() async throws {
        let sample = WorkerSample(rows: 20_000, rounds: 400)
        let dataset = try FileArtifacts(directory: folder).saveDataset(sample.events, columns: sample.columns)
        let pool = WorkerPool(
            executable: TestWorkspace.program.path, artifactDirectory: folder, silenceLimit: .milliseconds(2_500))

        let report = await pool.run(sample.assignment(dataset, lease: "long")) { _ in }

        guard case .completed = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        try FileManager.default.removeItem(atPath: folder)
    }

    /// A worker that is stopped in the middle of its training is found long before its time limit.
    @Test func aStoppedWorkerIsFoundAndEnded() async throws {
        let sample = WorkerSample(rows: 5_000, rounds: 5_000)
        let dataset = try FileArtifacts(directory: folder).saveDataset(sample.events, columns: sample.columns)
        let pool = WorkerPool(
            executable: TestWorkspace.program.path, artifactDirectory: folder, silenceLimit: .seconds(3))
        let trial = Task { [sample] in await pool.run(sample.assignment(dataset, lease: "stopped")) { _ in } }
        let worker = try await Self.worker(of: folder)

        kill(worker, SIGSTOP)
        let report = await trial.value

        guard case .failed(.stuck, let message) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(message == "the worker gave no sign of life for 3 s, where it beats each second; it was ended")
        #expect(report.cost.wallSeconds < 60)
        #expect(kill(worker, 0) == -1, "it is gone")
        try FileManager.default.removeItem(atPath: folder)
    }

    /// The worker that was started for the next trial does it, and one that died meanwhile costs no trial.
    @Test func aWorkerStartedAheadDoesTheNextTrial() async throws {
        let sample = WorkerSample(rows: 300, rounds: 3)
        let dataset = try FileArtifacts(directory: folder).saveDataset(sample.events, columns: sample.columns)
        let pool = WorkerPool(
            executable: TestWorkspace.program.path, artifactDirectory: folder, keepsStandby: true)
        let first = await pool.run(sample.assignment(dataset, lease: "1")) { _ in }
        let waiting = try await Self.worker(of: folder)
        kill(waiting, SIGKILL)

        let second = await pool.run(sample.assignment(dataset, lease: "2")) { _ in }
        let third = await pool.run(sample.assignment(dataset, lease: "3")) { _ in }

        for report in [first, second, third] {
            guard case .completed = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
        }
        #expect(first.outcome == third.outcome)
        try FileManager.default.removeItem(atPath: folder)
    }

    /// The process that works on a folder of artifacts, once there is one.
    private static func worker(of folder: String) async throws -> pid_t {
        let end = Date().addingTimeInterval(30)
        while Date() < end {
            for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
                guard let pid = pid_t(name), let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
                else { continue }
                if String(decoding: line, as: UTF8.self).contains("worker\0--artifacts\0\(folder)") { return pid }
            }
            await Task.yield()
        }
        throw CancellationError()
    }
}
