import Domain
import Foundation
import Learning
import Synchronization

/// Has a learner of the user's own learn inside a worker; one process serves all slices of a trial.
final class WorkerPrograms: ProgramTrainer {
    /// The program that holds a trial's newest model.
    private final class Answers: ProgramAnswers {
        private static let batch = 512

        let session: ProgramSession
        let classes: Int
        let limits: ProgramSession.Limits

        init(session: ProgramSession, classes: Int, limits: ProgramSession.Limits) {
            self.session = session
            self.classes = classes
            self.limits = limits
        }

        func answers(to rows: [[Double]]) throws(TrialError) -> [[Double]] {
            var answers: [[Double]] = []
            for start in stride(from: 0, to: rows.count, by: Self.batch) {
                let part = Array(rows[start..<min(start + Self.batch, rows.count)])
                do {
                    answers += try session.answers(to: part, classes: classes, limits)
                } catch {
                    throw error.error
                }
            }
            return answers
        }
    }

    private let place: ProgramPlace
    private let limits: ProgramSession.Limits
    private var session: ProgramSession?
    /// The most memory that the program was seen to hold.
    private(set) var peakBytes: Int64 = 0

    /// - Parameters:
    ///   - place: Where the program runs.
    ///   - limits: Of the whole trial.
    init(_ place: ProgramPlace, limits: ProgramSession.Limits) {
        self.place = place
        self.limits = limits
    }

    func train(_ table: ProgramTable, by program: LearnerProgram) throws(TrialError) -> TrainedProgram {
        try place.withFolder { folder throws(TrialError) in
            do {
                return try train(table, by: program, in: folder)
            } catch let failure as ProgramSession.Failure {
                throw failure.error
            } catch let error as TrialError {
                throw error
            } catch {
                throw TrialError(.invalid, "\(error)")
            }
        }
    }

    /// Ends the program and waits for that: what it took is then counted as the worker's.
    func end() {
        session = nil
    }

    private func train(_ table: ProgramTable, by program: LearnerProgram, in folder: String) throws -> TrainedProgram {
        let (data, path) = ("\(folder)/rows.csv", "\(folder)/model")
        try place.write(ProgramTableFile.text(table), to: data)
        let session =
            try session ?? ProgramSession(program, directory: place.workspace, limits: limits)
        self.session = session
        try session.fit(table, data: data, model: path, limits)
        guard let model = FileManager.default.contents(atPath: path), !model.isEmpty else {
            throw TrialError(.invalid, "the program \(program.name): it wrote no model to the path that fit named")
        }
        // What is scored is what was written, as whoever loads it later will find it.
        try session.load(path, limits)
        peakBytes = max(peakBytes, session.residentBytes)
        return TrainedProgram(
            model: model, answers: Answers(session: session, classes: table.task.classes.count, limits: limits))
    }
}
