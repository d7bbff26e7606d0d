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
        ("#!/bin/sh\nexit 3\n", TrialFailure.crashed, "ended with code 3"),
        ("#!/bin/sh\nkill -9 $$\n", .killed, "signal 9"),
        ("#!/bin/sh\necho nonsense\nexec sleep 60\n", .crashed, "not of the protocol"),
        ("#!/bin/sh\nexec sleep 60\n", .timedOut, "no result within"),
    ])
    func classifiesWhatGoesWrong(script: String, failure: TrialFailure, words: String) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let program = "\(folder)/worker"
        try script.write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        var assignment = TrialSample().assignment(ContentDigest(bytes: Array(repeating: 1, count: 32)))
        assignment.wallSecondsLimit = 1

        let report = await WorkerPool(executable: program, artifactDirectory: folder).run(assignment) { _ in }

        guard case .failed(let found, let message) = report.outcome else {
            Issue.record("the trial did not fail")
            return
        }
        #expect(found == failure)
        #expect(message.contains(words))
        try FileManager.default.removeItem(atPath: folder)
    }
}
