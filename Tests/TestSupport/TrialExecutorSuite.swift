package import Domain
import Synchronization

/// What everything that runs trials keeps.
package enum TrialExecutorSuite {
    /// - Parameters:
    ///   - executor: What is tried.
    ///   - store: Where it reads datasets and writes models.
    /// - Returns: One sentence for each promise that is broken; empty for a good executor.
    /// - Throws: ``ArtifactError`` where the dataset cannot be stored.
    package static func violations(
        _ executor: some TrialExecutor, _ store: some ArtifactStore
    ) async throws -> [String] {
        var found: [String] = []
        let sample = TrialSample()
        let dataset = try store.saveDataset(sample.events, columns: sample.columns)
        let shares = Progress()

        let report = await executor.run(sample.assignment(dataset)) { shares.add($0) }
        let again = await executor.run(sample.assignment(dataset)) { _ in }
        let broken = await executor.run(sample.assignment(dataset, window: 3)) { _ in }

        if report.lease != "suite-1" { found.append("the report has another lease than the trial") }
        if report.outcome != again.outcome { found.append("the same trial ends in two ways") }
        if shares.values.contains(where: { !(0...1).contains($0) }) { found.append("progress leaves 0 to 1") }
        switch report.outcome {
        case .completed(let score, let model, _, let rows, _, _):
            if rows != 200 { found.append("it trained on \(rows) rows instead of 200") }
            if score?.count != 100 { found.append("it scored \(score?.count ?? 0) rows instead of 100") }
            if score?.value ?? 0 < 0.9 { found.append("it did not learn the rule") }
            if (try? store.loadModel(model)) == nil { found.append("its model is not in the store") }
        case .stopped:
            found.append("a trial without a bar was stopped")
        case .failed(let failure, let message):
            found.append("a good trial failed: \(failure.rawValue) \(message)")
        }
        var barred = sample.assignment(dataset)
        barred.slices = [
            TrialSlice(trainingRows: 0..<200, validationRows: 200..<300, bar: 2),
            TrialSlice(trainingRows: 0..<100, validationRows: 100..<200),
        ]
        if case .stopped(let curve) = await executor.run(barred, progress: { _ in }).outcome {
            if curve.map(\.slice) != [0] { found.append("a stopped trial's curve has slices \(curve.map(\.slice))") }
        } else {
            found.append("a trial below the bar of its first slice was not stopped")
        }
        guard case .failed(.invalid, let message) = broken.outcome, message.contains("at least 10") else {
            return found + ["a trial on three rows is not refused as invalid"]
        }
        return found
    }

    private final class Progress: Sendable {
        private let shares = Mutex<[Double]>([])

        var values: [Double] { shares.withLock { $0 } }

        func add(_ share: Double) {
            shares.withLock { $0.append(share) }
        }
    }
}
