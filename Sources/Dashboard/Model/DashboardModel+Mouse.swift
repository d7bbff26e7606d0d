import Domain
import Terminal

extension DashboardModel {
    /// The wheel moves, a click goes to the pane or the pipeline under it; nothing is ever confirmed so.
    mutating func point(at x: Int, _ y: Int, _ what: Key.MouseAction) -> [DashboardEffect] {
        switch what {
        case .wheelUp, .wheelDown:
            let scope = overlay?.scope ?? .screen
            guard scope == .screen || scope == .sheet else { return [] }
            return perform(what == .wheelUp ? .up : .down)
        case .click:
            if overlay == nil { click(x, y) }
            return []
        }
    }

    private mutating func click(_ x: Int, _ y: Int) {
        let layout = ScreenLayout(for: self)
        if let place = layout.panes.first(where: { $0.area.contains(x, y) }) {
            setFocus(place.pane)
        } else if let fleet = layout.fleet, fleet.contains(x, y) {
            let titles = layout.hasFleetHeading ? 1 : 0
            let marked = order.firstIndex { $0 == selected } ?? 0
            let first = FleetTable.firstRow(marked: marked, of: order.count, height: fleet.height - titles)
            let row = first + y - fleet.y - titles
            if order.indices.contains(row) { select(order[row]) }
        }
    }
}

extension Rect {
    fileprivate func contains(_ x: Int, _ y: Int) -> Bool {
        x >= self.x && x < self.x + width && y >= self.y && y < self.y + height
    }
}
