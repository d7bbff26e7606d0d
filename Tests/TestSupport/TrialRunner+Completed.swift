package import Domain
package import Learning

extension TrialRunner {
    /// What a trial gives that nothing stops.
    package static func completed(
        _ assignment: TrialAssignment, dataset: [LabelledEvent], progress: (Double) -> Void
    ) throws(TrialError) -> Result {
        switch try run(assignment, dataset: dataset, progress: progress) {
        case .completed(let result): return result
        case .stopped: throw TrialError(.invalid, "the trial was stopped early")
        }
    }
}
