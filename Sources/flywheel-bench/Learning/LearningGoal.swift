/// What one of our figures should reach.
enum LearningGoal {
    /// A peer's figure as it was stated when the goal was set; the figure measured in the same call takes its place.
    struct Baseline {
        /// The beginning of the peer's name.
        var peer: String
        var stated: Double
    }

    case atLeast(Double)
    case atMost(Double)
    /// The baseline, to four decimals.
    case equal(Baseline)
    case notBelow(Baseline)
    case times(Double, Baseline)

    /// The goal as the table says it, and whether `ours` reaches it.
    func judge(_ ours: Double, _ metric: BenchMetric, peers: [PeerFigure]) -> (text: String, reached: Bool) {
        func value(_ baseline: Baseline) -> Double {
            peers.first { $0.peer.hasPrefix(baseline.peer) }?.value ?? baseline.stated
        }
        switch self {
        case .atLeast(let least):
            return ("≥ \(metric.text(least))", ours >= least)
        case .atMost(let most):
            return ("≤ \(metric.text(most))", ours <= most)
        case .equal(let baseline):
            let other = value(baseline)
            return ("= \(baseline.peer)'s \(metric.text(other))", abs(ours - other) < 0.000_05)
        case .notBelow(let baseline):
            let other = value(baseline)
            return ("≥ \(baseline.peer)'s \(metric.text(other))", ours >= other)
        case .times(let factor, let baseline):
            let other = value(baseline)
            return ("≥ \(factor.fixed(0)) × \(baseline.peer)'s \(metric.text(other))", ours >= factor * other)
        }
    }
}
