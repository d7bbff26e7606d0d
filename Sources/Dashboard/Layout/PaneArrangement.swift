import Terminal

/// Which panes share an area, and how.
enum PaneArrangement {
    /// The focused pane is always among them, except the fleet, which has rows of its own above.
    static func places(in area: Rect, focus: PaneKind) -> [ScreenLayout.Place] {
        switch (area.width, area.height) {
        case (160..., 36...): wide(area, focus: focus)
        case (100..., 26...): threeBands(area, focus: focus)
        case (100..., 18...): twoBands(area, focus: focus)
        case (_, 26...): stacked(area, focus: focus)
        default: [ScreenLayout.Place(pane: focus, area: area)]
        }
    }

    private static func wide(_ area: Rect, focus: PaneKind) -> [ScreenLayout.Place] {
        let low = max(8, area.height / 4)
        let middle = (area.height - low) / 2
        let bands = rows(area, [area.height - low - middle, middle, low])
        return columns(bands[0], [(.chart, 5), (.canary, 3)])
            + columns(bands[1], [(.leaderboard, 5), (.triggers, 3)])
            + columns(bands[2], [(.drift, 3), (.alerts, 4), (.data, 3)])
    }

    private static func threeBands(_ area: Rect, focus: PaneKind) -> [ScreenLayout.Place] {
        let low = max(6, area.height / 5)
        let middle = max(12, (area.height - low) / 2)
        let bands = rows(area, [area.height - low - middle, middle, low])
        return columns(bands[0], [(.chart, 1)])
            + columns(bands[1], [(.leaderboard, 1), (.canary, 1)])
            + columns(
                bands[2],
                [(focus == .triggers ? .triggers : .drift, 1), (focus == .data ? .data : .alerts, 1)])
    }

    private static func twoBands(_ area: Rect, focus: PaneKind) -> [ScreenLayout.Place] {
        let bands = rows(area, [area.height / 2, area.height - area.height / 2])
        let left: PaneKind
        switch focus {
        case .drift, .alerts, .triggers, .data: left = focus
        case .chart, .leaderboard, .canary, .fleet: left = .leaderboard
        }
        return columns(bands[0], [(.chart, 1)]) + columns(bands[1], [(left, 1), (.canary, 1)])
    }

    private static func stacked(_ area: Rect, focus: PaneKind) -> [ScreenLayout.Place] {
        let chart = area.height * 2 / 5
        let bands = rows(area, [chart, area.height - chart])
        let lower = focus == .chart || focus == .fleet ? PaneKind.canary : focus
        return [
            ScreenLayout.Place(pane: .chart, area: bands[0]), ScreenLayout.Place(pane: lower, area: bands[1]),
        ]
    }

    private static func rows(_ area: Rect, _ heights: [Int]) -> [Rect] {
        var top = area.y
        return heights.map { height in
            defer { top += height }
            return Rect(x: area.x, y: top, width: area.width, height: height)
        }
    }

    /// Splits by weights; the last column takes what rounding leaves.
    private static func columns(_ area: Rect, _ weights: [(pane: PaneKind, weight: Int)]) -> [ScreenLayout.Place] {
        let total = weights.reduce(0) { $0 + $1.weight }
        var left = area.x
        return weights.enumerated().map { index, column in
            let isLast = index == weights.count - 1
            let width = isLast ? area.x + area.width - left : area.width * column.weight / total
            defer { left += width }
            return ScreenLayout.Place(
                pane: column.pane, area: Rect(x: left, y: area.y, width: width, height: area.height))
        }
    }
}
