import Domain
import Foundation
import Glibc
import TestSupport
import Testing

@testable import flywheel

/// Learners of the user's own in real workers, and their models in this process.
struct OwnLearnerTests {
    private static let learners = TestWorkspace.root.appending(path: "Tests/FlywheelTests/OwnLearners").path
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "flywheel-own-\(ProcessInfo.processInfo.globallyUniqueString)").path

    private var artifacts: FileArtifacts { FileArtifacts(directory: folder, workspace: Self.learners) }
    private let sample = TrialSample()

    private func assignment(_ command: [String], _ settings: [Hyperparameter] = []) throws -> TrialAssignment {
        var assignment = sample.assignment(try artifacts.saveDataset(sample.events, columns: sample.columns))
        assignment.specification.learner = .program
        assignment.specification.program = LearnerProgram(name: "own", command: command)
        assignment.specification.hyperparameters = settings
        return assignment
    }

    private func run(_ assignment: TrialAssignment) async -> TrialReport {
        await WorkerPool(
            executable: TestWorkspace.program.path, artifactDirectory: folder, workspace: Self.learners
        ).run(assignment) { _ in }
    }

    /// The model of a learner that was trained well.
    private func model(_ command: [String], _ settings: [Hyperparameter] = []) async throws -> any PublishedModel {
        let report = await run(try assignment(command, settings))
        guard case .completed(_, let model, _, _, _, _) = report.outcome else {
            throw ArtifactError("\(report.outcome)")
        }
        return try artifacts.loadModel(model)
    }

    private func remove() throws {
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func learnsScoresAndAnswersAsItWasScored() async throws {
        let trial = try assignment(["python3", "centres.py"], [Hyperparameter("sharpness", 3)])

        let (report, again) = (await run(trial), await run(trial))

        guard case .completed(let score, let name, _, let rows, _, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(report.outcome == again.outcome)
        #expect(rows == 200 && score?.count == 100)
        #expect(score?.value ?? 0 > 0.9)
        #expect(report.cost.peakBytes > 0 && report.cost.cpuSeconds > 0)
        let model = try artifacts.loadModel(name)
        let events = sample.events.suffix(100)
        let answers = model.predict(events.map(\.event))
        let hits = zip(answers, events).count { .category($0.predictedClass ?? -1) == $1.truth }
        #expect(Double(hits) / 100 == score?.value)
        #expect(answers == events.map { model.predict($0.event) })
        // A copy whose probabilities are refitted asks the same program, and can be saved and loaded.
        let refitted = try #require(model as? any RecalibratedModel).recalibrated(by: .temperature(2))
        let loaded = try artifacts.loadModel(try artifacts.saveModel(refitted))
        #expect(loaded.predict(events.map(\.event)) == refitted.predict(events.map(\.event)))
        #expect(refitted.predict(events.map(\.event)) != answers)
        try remove()
    }

    @Test(arguments: [
        (
            "ends", TrialFailure.crashed,
            "it ended with code 3 before its answer to fit; its last words: there is no forest here"
        ),
        ("hangs", .timedOut, "it gave no answer to fit in time; its last words: thinking"),
        (
            "talks-nonsense", .invalid,
            "it wrote a line that is not of the protocol: \"nonsense\"; its last words: reading"
        ),
        ("refuses", .invalid, "it says that fit failed: too few rows for me"),
        ("eats-memory", .outOfMemory, "with its worker it is over 300 MiB of memory"),
        ("writes-no-model", .invalid, "it wrote no model"),
        ("speaks-another-protocol", .invalid, "it speaks protocol 2, not 1"),
        ("answers-too-few", .invalid, "99 answers to 100 rows"),
        ("answers-too-wide", .invalid, "an answer has 3 numbers, not 2"),
        ("answers-not-a-number", .notFinite, "an answer is not a finite number"),
    ])
    func saysWhatAProgramDidWrong(fault: String, failure: TrialFailure, words: String) async throws {
        var trial = try assignment(["python3", "misbehaves.py", fault])
        if failure == .timedOut { trial.wallSecondsLimit = 3 }
        if failure == .outOfMemory { trial.memoryBytesLimit = 300 << 20 }

        let report = await run(trial)

        guard case .failed(let found, let message) = report.outcome else {
            Issue.record("the trial did not fail")
            return
        }
        #expect(found == failure, "\(message)")
        #expect(message.contains("the program own: \(words)") || message.contains(words), "\(message)")
        try remove()
    }

    @Test func saysThatAProgramIsNotThere() async throws {
        let report = await run(try assignment(["no-such-program"]))

        guard case .failed(.invalid, let message) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(
            message == "the program own cannot be started: no-such-program: No such file or directory")
        try remove()
    }

    @Test func isStartedOnceMoreWhereItEnded() async throws {
        let once = "\(folder)/once"
        let model = try await model(["python3", "misbehaves.py", "ends-later", once])

        let answers = sample.events.prefix(20).map { model.predict($0.event) }

        #expect(answers.allSatisfy { $0 == .probabilities([0.25, 0.75]) })
        #expect(FileManager.default.fileExists(atPath: once))
        try remove()
    }

    @Test func isSilentWhereItEndsAgain() async throws {
        let model = try await model(["python3", "misbehaves.py", "always-ends-later"])

        let answers = sample.events.prefix(20).map { model.predict($0.event) }

        // Five rows and, after it was started anew, five more.
        #expect(answers.prefix(10).allSatisfy { $0 == .probabilities([0.25, 0.75]) })
        #expect(answers.dropFirst(10).allSatisfy { $0 == .unanswered })
        let ones = sample.events.prefix(200).count { $0.truth == .category(1) }
        let standIn = try #require((model as? any ProgrammedModel)?.standIn)
        #expect(standIn == .probabilities([Double(200 - ones) / 200, Double(ones) / 200]))
        try remove()
    }

    @Test func endsWithItsModel() async throws {
        let file = "\(folder)/process"
        var model: (any PublishedModel)? = try await model(
            ["python3", "centres.py", file], [Hyperparameter("sharpness", 3)])
        _ = model?.predict(sample.events[0].event)
        let process = try #require(Int32(try String(contentsOfFile: file, encoding: .utf8)))
        #expect(kill(process, 0) == 0)

        model = nil

        #expect(kill(process, 0) == -1 && errno == ESRCH)
        try remove()
    }

    /// Left out where the Python that `FLYWHEEL_TEST_PYTHON` names, else the one on the path, has no scikit-learn.
    @Test(.enabled("no scikit-learn: run .ci/setup") { try Self.hasForest() })
    func trainsAForestOfScikitLearn() async throws {
        let forest = TestWorkspace.root.appending(path: "demo-data/learners/forest.py").path
        let settings = [Hyperparameter("trees", 30), Hyperparameter("depth", 4)]
        let trial = try assignment([Self.python, forest], settings)

        let (report, again) = (await run(trial), await run(trial))

        #expect(report.outcome == again.outcome)
        guard case .completed(let score, let name, _, _, _, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(score?.value ?? 0 > 0.9)
        let model = try artifacts.loadModel(name)
        // Whatever comes is answered.
        var wild = sample.events[0].event
        wild.values = [.number(1e300), .missing]
        #expect(model.predict(wild).isValid)
        try remove()
    }

    private static let python = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_PYTHON"] ?? "python3"

    private static func hasForest() throws -> Bool {
        try ChildProcess.run([python, "-c", "import sklearn.ensemble"]).status == 0
    }
}
