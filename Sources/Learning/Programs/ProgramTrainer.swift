package import Domain
package import Foundation

/// Has a learner of the user's own learn; the world outside has the real one.
package protocol ProgramTrainer {
    /// Has the program learn a table.
    ///
    /// - Parameters:
    ///   - table: What it is to learn.
    ///   - program: Which.
    /// - Returns: What it wrote as its model, and the program with that model loaded.
    /// - Throws: ``TrialError`` that says what the program did wrong.
    func train(_ table: ProgramTable, by program: LearnerProgram) throws(TrialError) -> TrainedProgram
}

/// What came of a program's training.
package struct TrainedProgram: Sendable {
    /// What only the program can read.
    package var model: Data
    package var answers: any ProgramAnswers

    package init(model: Data, answers: any ProgramAnswers) {
        self.model = model
        self.answers = answers
    }
}

/// A program with a model loaded, to be asked.
package protocol ProgramAnswers: AnyObject, Sendable {
    /// Asks the program.
    ///
    /// - Parameter rows: Each row's features as ``ProgramTable/plain(_:)`` gives them.
    /// - Returns: One list a row, in their order: a share a class, or one value; all of them finite.
    /// - Throws: ``TrialError`` where the program does not answer, or not so.
    func answers(to rows: [[Double]]) throws(TrialError) -> [[Double]]
}
