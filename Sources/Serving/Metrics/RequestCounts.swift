import Domain
import Synchronization

/// Counts requests and their durations, from all threads.
final class RequestCounts: Sendable {
    struct PredictionKey: Hashable {
        var pipeline: String
        /// Empty for a request that no model answered.
        var version: String
        var arm: String
        var code: Int
    }

    struct RequestKey: Hashable {
        var kind: Tally.Kind
        var code: Int
    }

    struct DurationKey: Hashable {
        var pipeline: String
        var code: Int
    }

    struct Histogram {
        /// Upper ends in seconds.
        static let bounds = [
            0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
        ]

        /// Requests at most as long as each bound and longer than the one before; the last counts the rest.
        var counts = Array(repeating: 0, count: bounds.count + 1)
        var sum = 0.0

        mutating func add(_ seconds: Double) {
            counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            sum += seconds
        }
    }

    struct Totals {
        var predictions: [PredictionKey: Int] = [:]
        var requests: [RequestKey: Int] = [:]
        var durations: [DurationKey: Histogram] = [:]
        /// Labels that were known already, by pipeline.
        var duplicates: [String: Int] = [:]
    }

    /// The label of all names that no model has.
    static let unknownPipeline = "unknown"

    private let totals = Mutex(Totals())

    func read() -> Totals {
        totals.withLock { $0 }
    }

    /// Counts one answer in.
    func add(_ tally: Tally, code: Int, seconds: Double) {
        let pipeline = tally.pipeline?.rawValue ?? Self.unknownPipeline
        totals.withLock { totals in
            totals.requests[RequestKey(kind: tally.kind, code: code), default: 0] += 1
            if tally.duplicates > 0 { totals.duplicates[pipeline, default: 0] += tally.duplicates }
            guard tally.kind == .predict else { return }
            totals.durations[DurationKey(pipeline: pipeline, code: code), default: Histogram()].add(seconds)
            if tally.served.isEmpty {
                let key = PredictionKey(pipeline: pipeline, version: "", arm: "", code: code)
                totals.predictions[key, default: 0] += 1
            }
            for served in tally.served {
                let key = PredictionKey(
                    pipeline: pipeline, version: served.version.description, arm: served.arm.rawValue, code: code)
                totals.predictions[key, default: 0] += served.rows
            }
        }
    }
}
