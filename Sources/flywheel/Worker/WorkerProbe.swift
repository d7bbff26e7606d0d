import Domain
import Foundation
import Synchronization

/// Gives workers a made-up trial, again and again, and measures what is no training.
struct WorkerProbe {
    /// What a place of workers showed.
    struct Finding: Encodable {
        var name: String
        /// Where the worker says that it runs; nil where none answered.
        var host: String?
        /// What is wrong; nil where all trials ended well.
        var problem: String?
        /// Milliseconds, the middle of all trials but the first.
        var firstWord: Double?
        var handOver: Double?
        var training: Double?
        var saving: Double?
        var overhead: Double?
        /// Milliseconds from a cancellation to the worker's end, after it was reaped.
        var cancel: Double?
        var worstCancel: Double?
    }

    /// Milliseconds that a trial trains before it is cancelled.
    private static let millisecondsBeforeCancel = 30

    let sample: WorkerSample
    /// Trials, and as many that are cancelled.
    let times: Int

    func finding(_ name: String, _ pool: WorkerPool, _ dataset: ContentDigest) async throws -> Finding {
        var finding = Finding(name: name)
        var all: [WorkerTimes] = []
        for number in 0...times {
            let (report, times) = await pool.timed(sample.assignment(dataset, lease: "probe-\(number)")) { _ in }
            guard case .completed = report.outcome else {
                if case .failed(let failure, let message) = report.outcome {
                    finding.problem = "\(failure.rawValue): \(message)"
                }
                return finding
            }
            finding.host = report.cost.host
            // The first one finds nothing ready.
            if number > 0 { all.append(times) }
        }
        func median(_ value: (WorkerTimes) -> Double?) -> Double? {
            let sorted = all.compactMap(value).sorted()
            return sorted.isEmpty ? nil : sorted[sorted.count / 2] * 1_000
        }
        finding.firstWord = median(\.firstWord)
        finding.handOver = median(\.handOver)
        finding.training = median(\.training)
        finding.saving = median(\.saving)
        finding.overhead = median(\.overhead)
        let cancels = try await cancels(pool, dataset).sorted()
        guard cancels.count == times else {
            finding.problem = "\(times - cancels.count) of \(times) trials ended before they were cancelled"
            return finding
        }
        finding.cancel = cancels[cancels.count / 2]
        finding.worstCancel = cancels.last
        return finding
    }

    /// Milliseconds from each cancellation to the report, which comes when the worker is gone; none of a trial that ended.
    private func cancels(_ pool: WorkerPool, _ dataset: ContentDigest) async throws -> [Double] {
        var all: [Double] = []
        for number in 0..<times {
            var assignment = sample.assignment(dataset, lease: "cancel-\(number)")
            // It is to train until it is cancelled.
            assignment.specification.hyperparameters[0].value = 5_000
            let trial = Task { [assignment] in await pool.run(assignment) { _ in } }
            try await Task.sleep(for: .milliseconds(Self.millisecondsBeforeCancel))
            let start = ContinuousClock.now
            trial.cancel()
            guard case .failed(.killed, _) = await trial.value.outcome else { continue }
            all.append(start.duration(to: .now) / .milliseconds(1))
        }
        return all
    }
}
