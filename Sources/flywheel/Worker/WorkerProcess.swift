import CPlatform
import Domain
import Foundation
import Learning

/// The worker's side: reads one trial, trains it, writes the model, reports.
///
/// It dies with its parent.
struct WorkerProcess {
    let artifacts: FileArtifacts

    func run() throws {
        let start = ContinuousClock.now
        _ = flywheel_die_with_parent(getppid())
        try send(.hello(version: WorkerMessage.version))
        guard let line = readLine(), case .trial(let assignment) = try WorkerMessage(line: Data(line.utf8)) else {
            throw ArtifactError("flywheel worker reads one trial as a JSON line from its standard input")
        }
        resetPeakMemory()
        let programs = WorkerPrograms(
            artifacts.programs,
            limits: ProgramSession.Limits(
                deadline: start.advanced(by: .seconds(Self.limit(of: assignment))), bytes: assignment.memoryBytesLimit))
        let (outcome, answer) = outcome(of: assignment, programs)
        try send(
            .result(
                lease: assignment.lease, outcome, peakBytes: peakBytes() + programs.peakBytes,
                answerNanoseconds: answer))
    }

    /// Seconds that a program may take: a little fewer than the worker, which is to say why it took too long.
    private static func limit(of assignment: TrialAssignment) -> Double {
        assignment.wallSecondsLimit - min(1, assignment.wallSecondsLimit / 4)
    }

    /// How the trial ends, and what one row's answer takes its model.
    private func outcome(
        of assignment: TrialAssignment, _ programs: WorkerPrograms
    ) -> (outcome: TrialOutcome, answerNanoseconds: Double?) {
        do {
            let dataset = try artifacts.loadDataset(assignment.dataset)
            var base: Model?
            if let digest = assignment.base { base = try artifacts.loadModel(digest) as? Model }
            let members = try assignment.memberModels.compactMap { try artifacts.loadModel($0) as? Model }
            let ending = try TrialRunner.run(
                assignment, dataset: dataset, base: base, members: members, programs: programs
            ) { done in
                reportProgress(done, lease: assignment.lease)
            }
            switch ending {
            case .stopped(let curve):
                return (.stopped(curve: curve), nil)
            case .completed(let result):
                let bytes = try result.model.encoded()
                let outcome = TrialOutcome.completed(
                    score: result.score, model: try artifacts.saveModel(bytes), bytes: bytes.count,
                    trainedRows: result.trainedRows, curve: result.curve, votes: result.votes)
                return (outcome, AnswerTime.nanoseconds(of: result.model, on: dataset.lazy.map(\.event).reversed()))
            }
        } catch let error as TrialError {
            return (.failed(error.failure, message: error.message), nil)
        } catch let error as ArtifactError {
            // A full disk is not the trial's fault: with room it would go through.
            return (.failed(error.isDiskFull ? .diskFull : .crashed, message: error.description), nil)
        } catch {
            return (.failed(.invalid, message: "\(error)"), nil)
        }
    }

    /// A parent that no longer listens is noticed at the result.
    private func reportProgress(_ done: Double, lease: String) {
        let percent = Int(done * 100)
        guard percent % 10 == 0 else { return }
        do {
            try send(.point(lease: lease, done: done))
        } catch {
            exit(1)
        }
    }

    private func send(_ message: WorkerMessage) throws {
        try FileHandle.standardOutput.write(contentsOf: message.line())
    }

    /// A child starts with its parent's peak; writing 5 here makes the kernel count anew.
    private func resetPeakMemory() {
        guard let handle = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        handle.write(Data("5".utf8))
    }

    private func peakBytes() -> Int64 {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return 0 }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int64($0) }.map { $0 * 1_024 } ?? 0
    }
}
