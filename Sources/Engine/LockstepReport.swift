import Domain

/// What a lockstep run of one pipeline came to: counts and metrics over all labelled events.
package struct LockstepReport: Hashable, Codable, Sendable {
    package var name: String
    package var events: Int64
    package var quarantined: Int64
    package var labelled: Int64
    package var metric: String
    package var served: Double?
    package var noChange: Double?
    package var kappaT: Double?
    package var mase: Double?
    package var triggersFired: Int
    package var searches: Int
    package var trials: Int
    package var candidates: Int
    package var rejected: Int
    package var canaries: Int
    package var promotions: Int
    package var rollbacks: Int
    package var alerts: Int
    package var decisionsSHA256: String

    init(_ state: PipelineState) {
        let counts = state.counts
        name = state.definition.name.rawValue
        events = counts.events
        quarantined = counts.quarantined
        labelled = counts.labelled
        metric = state.definition.task.metricName
        served = state.servedTotal.leading
        noChange = state.noChangeTotal.leading
        kappaT = state.higherIsBetter ? state.servedTotal.againstNoChange : nil
        mase = state.higherIsBetter ? nil : state.servedTotal.againstNoChange
        triggersFired = counts.triggersFired
        searches = counts.searches
        trials = counts.trials
        candidates = counts.candidates
        rejected = counts.rejected
        canaries = counts.rollouts - counts.rejected
        promotions = counts.promotions
        rollbacks = counts.rollbacks
        alerts = counts.alerts
        decisionsSHA256 = state.chain.hash
    }
}

extension Engine {
    /// The reports of all pipelines, by name.
    package func lockstepReports() -> [LockstepReport] {
        pipelines.map { LockstepReport($0.state) }.sorted { $0.name < $1.name }
    }

    /// Whether every pipeline has played its pre-roll, or its data ended before.
    package var isPrerolled: Bool {
        pipelines.allSatisfy { runtime in
            runtime.hasEnded || runtime.state.counts.rows >= Int64(runtime.state.definition.source.prerollRows)
        }
    }

    /// Rows read so far in each pipeline, by name: what a progress bar shows.
    package func progress() -> [(name: String, rows: Int64)] {
        pipelines.map { ($0.name.rawValue, $0.state.counts.rows) }
    }
}
