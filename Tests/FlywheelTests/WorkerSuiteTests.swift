import Domain
import Foundation
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
    ])
    func classifiesWhatGoesWrong(program: String, failure: TrialFailure, words: String) async throws {
        let executable = TestWorkspace.root.appending(path: "Tests/FlywheelTests/BadWorkers/\(program)").path
        var assignment = TrialSample().assignment(ContentDigest(bytes: Array(repeating: 1, count: 32)))
        assignment.wallSecondsLimit = failure == .timedOut ? 1 : 60

        let report = await WorkerPool(executable: executable, artifactDirectory: folder).run(assignment) { _ in }

        guard case .failed(let found, let message) = report.outcome else {
            Issue.record("the trial did not fail")
            return
        }
        #expect(found == failure, "\(message)")
        #expect(message.contains(words), "\(message)")
    }
}
