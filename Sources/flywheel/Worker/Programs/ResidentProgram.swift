import Domain
import Foundation
import Learning
import Synchronization

/// A loaded model of a user's own learner: its process is started when it is first asked, and ends with the model.
///
/// One that ends is started once more and asked again; one that hangs is ended. When it has been started anew, it is not again
/// before a thousand rows have passed, answered or not. Callers wait for each other.
final class ResidentProgram: ProgramAnswers {
    private struct State {
        var session: ProgramSession?
        /// How often it may be started now.
        var starts = 2
        /// Rows since it was last started anew.
        var rows = 0
        var missed = 0
        var reason = TrialError(.crashed, "")
    }

    private static let startSeconds = 60.0
    private static let answerSeconds = 10.0
    private static let rowSeconds = 0.02
    private static let rowsBetweenStarts = 1_000

    private let program: LearnerProgram
    private let model: Data
    private let classes: Int
    private let place: ProgramPlace
    private let state = Mutex(State())

    /// - Parameters:
    ///   - program: Which wrote the model.
    ///   - model: Its bytes.
    ///   - classes: Shares of an answer; 0 where it is a number.
    ///   - place: Where the program runs.
    init(_ program: LearnerProgram, model: Data, classes: Int, place: ProgramPlace) {
        self.program = program
        self.model = model
        self.classes = classes
        self.place = place
    }

    func answers(to rows: [[Double]]) throws(TrialError) -> [[Double]] {
        try state.withLock { state throws(TrialError) in
            state.rows += rows.count
            if state.rows > Self.rowsBetweenStarts, state.starts == 0 { state.starts = 1 }
            do throws(TrialError) {
                return try ask(rows, &state)
            } catch {
                note(error, rows.count, &state)
                throw error
            }
        }
    }

    private func ask(_ rows: [[Double]], _ state: inout State) throws(TrialError) -> [[Double]] {
        while true {
            do throws(ProgramSession.Failure) {
                let session = try started(&state)
                let seconds = Self.answerSeconds + Self.rowSeconds * Double(rows.count)
                return try session.answers(to: rows, classes: classes, .seconds(seconds))
            } catch {
                if error.isOver { state.session = nil }
                guard error.hasEnded, state.starts > 0 else { throw error.error }
            }
        }
    }

    private func started(_ state: inout State) throws(ProgramSession.Failure) -> ProgramSession {
        if let session = state.session { return session }
        guard state.starts > 0 else { throw ProgramSession.Failure(error: state.reason, isOver: true) }
        state.starts -= 1
        state.rows = 0
        let limits = ProgramSession.Limits.seconds(Self.startSeconds)
        let session = try ProgramSession(program, directory: place.workspace, limits: limits)
        do throws(TrialError) {
            try place.withFolder { folder throws(TrialError) in
                let path = "\(folder)/model"
                try place.write(model, to: path)
                do throws(ProgramSession.Failure) {
                    try session.load(path, limits)
                } catch {
                    throw error.error
                }
            }
        } catch {
            throw ProgramSession.Failure(error: error, isOver: true)
        }
        state.session = session
        return session
    }

    /// Says it in the log, less and less often.
    private func note(_ error: TrialError, _ count: Int, _ state: inout State) {
        let before = state.missed
        state.missed += count
        state.reason = error
        guard before.leadingZeroBitCount != state.missed.leadingZeroBitCount else {
            return
        }
        StandardError.print("\(state.missed) rows without an answer: \(error.message)")
    }
}
