package import Domain
package import Foundation

/// A model whose answers a program of the user's own gives.
extension Model: ProgrammedModel {
    package var standIn: Output? { program.map { recalibrated($0.standIn) } }

    /// The program's own bytes; nil of a model that needs no program.
    package var programModel: Data? { program?.model }

    /// Classes that an answer has a share of each; 0 where it is a number.
    package var programClasses: Int {
        if case .probabilities(let shares)? = program?.standIn { shares.count } else { 0 }
    }

    /// The same model with its program at work.
    package func answered(by answers: any ProgramAnswers) -> Model {
        guard var program else { return self }
        program.answers = answers
        return replacing(program)
    }

    /// A program is asked once for all rows.
    package func predict(_ events: [Event]) -> [Output] {
        guard let program, let features else { return events.map { predict($0) } }
        return program.outputs(events.map(features.vector)).map(recalibrated)
    }

    /// The same where it matters why there is no answer.
    func checkedOutputs(for events: some Sequence<Event>) throws(TrialError) -> [Output] {
        guard let program, let features else { return events.map { predict($0) } }
        return try program.checkedOutputs(events.map(features.vector)).map(recalibrated)
    }
}
