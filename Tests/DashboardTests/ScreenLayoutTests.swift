import Dashboard
import Terminal
import Testing

struct ScreenLayoutTests {
    @Test(arguments: PaneKind.allCases)
    func neverOverlapsNorLeavesTheScreen(focus: PaneKind) {
        for columns in 1...300 {
            for rows in 1...100 {
                let size = Size(columns: columns, rows: rows)
                for extent in [ScreenLayout.Extent.asManyAsFit, .onePane] {
                    let pipelines = (columns + rows) % 12
                    let layout = ScreenLayout(
                        size: size, pipelines: pipelines, focus: focus, extent: extent, captions: rows % 3)
                    if let problem = problem(of: layout, in: size) {
                        Issue.record("\(columns)×\(rows), \(extent): \(problem)")
                        return
                    }
                }
            }
        }
    }

    @Test func showsTheFocusedPaneAtEverySizeThatIsLargeEnough() {
        for focus in PaneKind.allCases where focus != .fleet {
            for columns in stride(from: 40, through: 300, by: 10) {
                for rows in 10...100 {
                    let layout = ScreenLayout(
                        size: Size(columns: columns, rows: rows), pipelines: 3, focus: focus, extent: .asManyAsFit,
                        captions: 1)

                    guard (layout.rectangle(of: focus)?.height ?? 0) >= 4 else {
                        Issue.record("\(focus) at \(columns)×\(rows)")
                        return
                    }
                }
            }
        }
    }

    @Test func saysWhatItNeedsWhereTheScreenIsTooSmall() {
        let size = Size(columns: 30, rows: 9)

        let text = DashboardScreen.render(Fixture.calm.model(size), size: size, glyphs: .unicode).text()

        #expect(text.contains("30×9, needs 40×10"))
    }

    @Test func drawsEverySizeWithoutATrap() {
        let scenes = [Fixture.calm.model(), Fixture.awaiting.model(), Fixture.alarmed.model()]
        for columns in [1, 2, 7, 39, 40, 41, 60, 79, 100, 101, 160, 300] {
            for rows in [1, 2, 9, 10, 11, 14, 19, 20, 24, 36, 60, 100] {
                let size = Size(columns: columns, rows: rows)
                for pane in PaneKind.allCases {
                    for scene in scenes {
                        var model = scene
                        _ = model.press(.character(Character("\(pane.rawValue)")))
                        _ = model.press(pane.rawValue % 2 == 0 ? "A" : "?")
                        _ = DashboardScreen.render(model, size: size, glyphs: .ascii)
                    }
                }
            }
        }
    }

    private func problem(of layout: ScreenLayout, in size: Size) -> String? {
        let areas = layout.rectangles
        for (index, area) in areas.enumerated() {
            guard area.x >= 0, area.y >= 0, area.width > 0, area.height > 0, area.x + area.width <= size.columns,
                area.y + area.height <= size.rows
            else { return "\(area) leaves the screen" }
            for other in areas[..<index] {
                let isBeside = area.x + area.width <= other.x || other.x + other.width <= area.x
                let isBelow = area.y + area.height <= other.y || other.y + other.height <= area.y
                if !isBeside && !isBelow { return "\(area) overlaps \(other)" }
            }
        }
        return nil
    }
}
