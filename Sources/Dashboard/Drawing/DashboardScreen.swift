package import Terminal

/// Draws the whole screen: a pure function of the model, the size and the alphabet.
package enum DashboardScreen {
    package static func render(_ model: DashboardModel, size: Size, glyphs: GlyphSet) -> ScreenBuffer {
        var model = model
        model.size = size
        let layout = ScreenLayout(for: model)
        var canvas = Canvas(size: size, glyphs: glyphs)
        guard !layout.isTooSmall else {
            sayTooSmall(size, on: &canvas)
            return canvas.buffer
        }
        HeaderLine(model: model).draw(layout.header, on: &canvas)
        if let fleet = layout.fleet {
            FleetTable(model: model).draw(fleet, titled: layout.hasFleetHeading, on: &canvas)
        }
        AttentionLine(model: model).draw(layout.attention, on: &canvas)
        for place in layout.panes { draw(place, model, on: &canvas) }
        let bottom = BottomLines(model: model)
        if let caption = layout.caption { bottom.drawCaption(caption, on: &canvas) }
        bottom.drawHints(layout.hints, on: &canvas)
        if let overlay = model.overlay {
            let top = layout.attention.y + 1
            let screen = Rect(x: 0, y: top, width: size.columns, height: layout.hints.y - top)
            OverlayDrawing(model: model).draw(overlay, in: screen, on: &canvas)
        }
        return canvas.buffer
    }

    private static func sayTooSmall(_ size: Size, on canvas: inout Canvas) {
        let need = ScreenLayout.smallest
        let text = "\(size.columns)×\(size.rows) × needs \(need.columns)×\(need.rows)"
        let sentence = text.replacing(" × ", with: ", ")
        canvas.write(sentence, x: 0, y: size.rows / 2, width: size.columns, Style(.warn))
    }

    private static func draw(_ place: ScreenLayout.Place, _ model: DashboardModel, on canvas: inout Canvas) {
        let pane = place.pane
        let isFocused = model.focus == pane
        let badge = isFocused ? "\(pane.rawValue) of \(PaneKind.allCases.count)" : "\(pane.rawValue)"
        let frame = PaneFrame(title: title(of: pane, model), badge: badge, isFocused: isFocused)
        let inside = frame.draw(place.area, on: &canvas)
        guard inside.width >= 8, inside.height >= 1 else { return }
        let context = PaneContext(model: model, pane: pane, area: inside)
        switch pane {
        case .chart: ChartPane.draw(context, on: &canvas)
        case .leaderboard: LeaderboardPane.draw(context, on: &canvas)
        case .canary: CanaryPane.draw(context, on: &canvas)
        case .drift: DriftPane.draw(context, on: &canvas)
        case .alerts: AlertsPane.draw(context, on: &canvas)
        case .triggers: TriggersPane.draw(context, on: &canvas)
        case .data: DataPane.draw(context, on: &canvas)
        case .fleet: FleetPane.draw(context, on: &canvas)
        }
    }

    private static func title(of pane: PaneKind, _ model: DashboardModel) -> StyledLine {
        switch pane {
        case .chart: ChartPane.title(model)
        case .leaderboard: LeaderboardPane.title(model)
        case .canary: CanaryPane.title(model)
        case .drift: DriftPane.title(model)
        case .alerts: AlertsPane.title(model)
        case .triggers: TriggersPane.title(model)
        case .data: DataPane.title(model)
        case .fleet: FleetPane.title(model)
        }
    }
}
