import Domain
import Terminal

extension DashboardModel {
    mutating func move(_ action: DashboardAction) -> [DashboardEffect] {
        if overlay != nil { return moveOverlay(action) }
        switch action {
        case .nextPipeline: selectPipeline(by: 1)
        case .previousPipeline: selectPipeline(by: -1)
        case .nextPane: setFocus(focus.next(by: 1))
        case .previousPane: setFocus(focus.next(by: -1))
        case .focus(let pane): setFocus(pane)
        case .open where focus == .leaderboard: return openRun()
        case .open: open()
        case .nextMatch, .down: moveRow(by: 1)
        case .previousMatch, .up: moveRow(by: -1)
        case .pageDown: moveRow(by: pageLength)
        case .pageUp: moveRow(by: -pageLength)
        case .halfPageDown: moveRow(by: max(1, pageLength / 2))
        case .halfPageUp: moveRow(by: -max(1, pageLength / 2))
        case .top: moveRow(by: -rowCount)
        case .bottom: moveRow(by: rowCount)
        default: break
        }
        return []
    }

    /// The filter belongs to the pane it was typed in, so it ends with the focus.
    mutating func setFocus(_ pane: PaneKind) {
        if pane != focus { filter = "" }
        focus = pane
    }

    mutating func selectPipeline(by step: Int) {
        guard let selected, let place = order.firstIndex(of: selected) else { return }
        select(order[min(max(0, place + step), order.count - 1)])
    }

    mutating func select(_ name: PipelineName) {
        guard name != selected else { return }
        selected = name
        board.leavePipeline()
        for pane in PaneKind.allCases where pane != .alerts { rows[pane.rawValue - 1] = 0 }
    }

    private mutating func moveRow(by step: Int) {
        switch focus {
        case .chart, .fleet: selectPipeline(by: step)
        default:
            let place = focus.rawValue - 1
            rows[place] = min(max(0, rows[place] + step), max(0, rowCount - 1))
        }
    }

    private var pageLength: Int {
        let layout = ScreenLayout(for: self)
        return max(1, (layout.rectangle(of: focus)?.height ?? size.rows) - 3)
    }

    /// Rows that the focused pane's mark can stand on.
    private var rowCount: Int {
        switch focus {
        case .chart, .fleet: order.count
        case .leaderboard: boardRows.count
        case .canary: CanaryPane.lineCount(of: pipeline)
        case .drift: driftRows.count
        case .alerts: alertRows.count
        case .triggers: triggerRows.count
        case .data: dataRows.count
        }
    }

    private mutating func open() {
        switch focus {
        case .alerts:
            guard alertRows.indices.contains(row(of: .alerts)) else { return }
            select(alertRows[row(of: .alerts)].pipeline)
            setFocus(.chart)
        case .fleet: setFocus(.chart)
        default: isZoomed.toggle()
        }
    }

    /// Selects the next need's pipeline and the pane where it can be met; the same need again only after all others.
    mutating func goToNextNeed() {
        let needs = snapshot.needs
        guard !needs.isEmpty else {
            inform(openWarnings == 0 ? "Nothing needs you." : "Nothing needs you now; \(warningsText) open.")
            return
        }
        let place = needs.firstIndex { $0.pipeline == selected && Self.pane(of: $0) == focus }
        let need = needs[place.map { ($0 + 1) % needs.count } ?? 0]
        select(need.pipeline)
        setFocus(Self.pane(of: need))
        if case .alert(let number) = need.kind {
            rows[PaneKind.alerts.rawValue - 1] =
                alertRows.firstIndex { $0.pipeline == need.pipeline && $0.alert.number == number } ?? 0
        }
    }

    private static func pane(of need: Need) -> PaneKind {
        switch need.kind {
        case .approval, .held: .canary
        case .alert: .alerts
        }
    }
}
