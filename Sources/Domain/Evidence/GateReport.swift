/// What the gates said at one moment of a rollout.
package struct GateReport: Hashable, Codable, Sendable {
    /// When gates run.
    package enum Moment: Hashable, Codable, Sendable {
        /// Before the candidate gets any traffic: all of them.
        case start
        /// At the canary's step, from 0: those that can change.
        case step(Int)
        /// Before the promotion: the same.
        case promotion

        package var words: String {
            switch self {
            case .start: "start"
            case .step(let step): "step \(step + 1)"
            case .promotion: "promotion"
            }
        }
    }

    package var moment: Moment
    package var results: [GateResult]
    package var grid: ReplayGrid?
    /// By which the candidate's probabilities were refitted; nil where they were left as they are.
    package var recalibration: Recalibration?
    /// Stream time; nil until the rollout has taken it in.
    package var time: Timestamp?
    /// Whether the candidate fits into memory; nil where that was not measured.
    package var memory: MemoryForecast?

    package init(
        moment: Moment, results: [GateResult], grid: ReplayGrid? = nil, recalibration: Recalibration? = nil,
        time: Timestamp? = nil
    ) {
        self.moment = moment
        self.results = results
        self.grid = grid
        self.recalibration = recalibration
        self.time = time
    }
}
