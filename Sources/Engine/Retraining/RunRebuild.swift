package import Domain

/// Makes of an old run what its worker was told, so that it can be trained once more.
package enum RunRebuild {
    /// Why a run cannot be trained again.
    package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String
    }

    /// The assignment of a run that ended with a result.
    ///
    /// What its search had left of its wall time is no part of it: the run gets the time limit of a single trial.
    ///
    /// - Throws: ``Refusal`` where there is nothing to compare with, or the log does not tell what it was made of.
    package static func assignment(of sources: RunSources) throws(Refusal) -> TrialAssignment {
        let run = sources.run
        switch run.state {
        case .completed, .stopped: break
        case .waiting, .running: throw Refusal(description: "run \(run.number) has not ended yet")
        case .failed:
            let why = run.failure.map { " (\($0.rawValue))" } ?? ""
            throw Refusal(description: "run \(run.number) failed\(why): there is no result to compare with")
        }
        guard let dataset = sources.dataset, let definition = sources.definition else {
            let what = sources.dataset == nil ? "which dataset it had" : "how the pipeline was defined then"
            throw Refusal(description: "the log does not tell of run \(run.number) \(what)")
        }
        return TrialDealing([], dataset, definition, isMeasured: false).assignment(for: run)
    }
}
