package import Domain
import Learning

/// Trains where it is called; its cost is nothing.
package struct InProcessExecutor: TrialExecutor {
    package let artifacts: MemoryArtifacts

    package init(artifacts: MemoryArtifacts) {
        self.artifacts = artifacts
    }

    package func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport
    {
        let cost = TrialCost(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, host: "test")
        do {
            let base = try assignment.base.map { try artifacts.loadModel($0) as? Model } ?? nil
            let members = try assignment.memberModels.compactMap { try artifacts.loadModel($0) as? Model }
            let ending = try TrialRunner.run(
                assignment, dataset: artifacts.dataset(assignment.dataset), base: base, members: members,
                progress: progress)
            let outcome: TrialOutcome
            switch ending {
            case .stopped(let curve):
                outcome = .stopped(curve: curve)
            case .completed(let result):
                outcome = .completed(
                    score: result.score, model: try artifacts.saveModel(result.model), bytes: 0,
                    trainedRows: result.trainedRows, curve: result.curve, votes: result.votes)
            }
            return TrialReport(lease: assignment.lease, outcome: outcome, cost: cost)
        } catch {
            return TrialReport(
                lease: assignment.lease, outcome: .failed(.invalid, message: "\(error)"), cost: cost)
        }
    }
}
