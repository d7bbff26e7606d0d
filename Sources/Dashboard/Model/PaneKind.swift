/// A part of the screen that can have the focus; the number is the key that goes there.
package enum PaneKind: Int, Hashable, Sendable, CaseIterable {
    case chart = 1
    case leaderboard
    case canary
    case drift
    case alerts
    case triggers
    case data
    case fleet

    package var title: String {
        switch self {
        case .chart: "Chart"
        case .leaderboard: "Leaderboard"
        case .canary: "Canary"
        case .drift: "Drift"
        case .alerts: "Alerts"
        case .triggers: "Triggers"
        case .data: "Data"
        case .fleet: "Fleet"
        }
    }

    /// The pane after this one in the order of the numbers, around the end.
    func next(by step: Int) -> PaneKind {
        let count = Self.allCases.count
        let place = (rawValue - 1 + step % count + count) % count
        return Self.allCases[place]
    }
}
