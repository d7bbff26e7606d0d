package import Domain
import Synchronization

/// A traffic plane in memory: it takes splits, sends requests by them, and can be away or go wrong.
package final class SimulatedRouter: TrafficRouter {
    package enum Fault: Hashable, Sendable {
        /// It can neither be told nor asked.
        case away
        /// It says that it follows a split, and sends everything to the first version.
        case lopsided
        /// It takes splits and goes on with the one before.
        case deaf
    }

    private struct State {
        var told: [PipelineName: TrafficSplit] = [:]
        var held: [PipelineName: TrafficSplit] = [:]
        var requests: [PipelineName: [ModelVersion: Int64]] = [:]
        var fault: Fault?
    }

    private let state = Mutex(State())

    package init() {}

    package var abilities: TrafficAbilities { TrafficAbilities(stickiness: .monotone, finestShare: 1) }

    /// What is wrong with it from now on; nil for nothing.
    package func set(fault: Fault?) {
        state.withLock { state in
            state.fault = fault
            if fault == nil { state.held = state.told }
        }
    }

    package func set(_ split: TrafficSplit) async throws(TrafficError) {
        let isAway = state.withLock { state in
            if state.fault == .away { return true }
            if let newest = state.told[split.pipeline], newest.generation >= split.generation { return false }
            state.told[split.pipeline] = split
            if state.fault != .deaf { state.held[split.pipeline] = split }
            return false
        }
        if isAway { throw TrafficError("the plane is away") }
    }

    package func reading(of pipeline: PipelineName) async throws(TrafficError) -> TrafficReading {
        let reading: TrafficReading? = state.withLock { state in
            guard state.fault != .away else { return nil }
            return TrafficReading(
                generation: state.held[pipeline]?.generation, requests: state.requests[pipeline] ?? [:])
        }
        guard let reading else { throw TrafficError("the plane is away") }
        return reading
    }

    /// The split that holds.
    package func split(of pipeline: PipelineName) -> TrafficSplit? { state.withLock { $0.held[pipeline] } }

    /// Sends requests, evenly over all buckets.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - pipeline: Whose.
    /// - Returns: Who answered each.
    @discardableResult
    package func send(_ count: Int, to pipeline: PipelineName) -> [ModelVersion] {
        state.withLock { state in
            guard let split = state.held[pipeline] else { return [] }
            return (0..<count).map { request in
                var rest = state.fault == .lopsided ? 0 : request * TrafficSplit.whole / count
                let shared = split.backends.filter { $0.weight > 0 }
                let backend = shared.first { backend in
                    rest -= backend.weight
                    return rest < 0
                }
                let version = backend?.version ?? split.backends[0].version
                state.requests[pipeline, default: [:]][version, default: 0] += 1
                return version
            }
        }
    }
}
