import Domain
import Terminal

/// What lies over the panes about a search and its runs.
extension OverlayDrawing {
    func stopSearchCard(_ card: StopSearchCard) -> CardFrame {
        let search = pipeline(card.pipeline)?.search
        let ended = search?.trials.count { $0.state.isOver } ?? 0
        let open = search?.trials.count { $0.state == .running } ?? 0
        let best = search?.listedRuns.first(where: \.isJudged).map { "run \($0.number)" }
        let ending = "\(ended) trial\(ended == 1 ? "" : "s") ended"
        var lines =
            best.map { best in
                [
                    StyledLine("\(ending); the best so far is \(best)."),
                    StyledLine("The best goes on to the gates; what was learned is kept."),
                ]
            } ?? [StyledLine("\(ending), none with a score: there would be no candidate.", .warn)]
        if open > 0 { lines.append(StyledLine("\(open) trial\(open == 1 ? "" : "s") at work would end now.", .muted)) }
        return CardFrame(
            title: "Stop search \(card.search) of \(card.pipeline)?", role: .warn, lines: lines, keys: hints)
    }

    func extendCard(_ name: PipelineName, _ field: TextField) -> CardFrame {
        let search = pipeline(name)?.search
        return CardFrame(
            title: "More trials for search \(search?.number ?? 0) of \(name)?", role: .info,
            lines: [
                StyledLine("\(search?.status.replacing("-", with: " ") ?? ""). How many more, 1 to 1000?"),
                StyledLine(),
                BottomLines.typed("trials ", field),
            ], keys: hints)
    }

    func drawRun(_ sheet: RunSheet, in screen: Rect, on canvas: inout Canvas) {
        let blocks = model.detail(sheet).blocks
        let title = StyledLine("Run \(sheet.found.run.number)", .title, .bold)
        SheetFrame(
            title: title + StyledLine("  \(sheet.pipeline)", .muted), lines: blocks.lines, side: blocks.side,
            sideWidth: blocks.sideWidth, scroll: sheet.scroll
        ).draw(in: screen, on: &canvas)
    }

    func drawExplanation(_ sheet: ExplanationSheet, in screen: Rect, on canvas: inout Canvas) {
        let title = StyledLine("What the trials tell", .title, .bold) + StyledLine("  \(sheet.pipeline)", .muted)
        let lines = model.lines(sheet, glyphs: canvas.glyphs)
        SheetFrame(title: title, lines: lines, scroll: sheet.scroll).draw(in: screen, on: &canvas)
    }

    func drawComparison(_ sheet: CompareSheet, in screen: Rect, on canvas: inout Canvas) {
        let comparison = model.comparison(sheet)
        var title = StyledLine("Compare", .title, .bold)
        title.add("  \(sheet.pipeline)  \(sheet.runs.count) runs", .muted)
        if comparison.hidden > 0 { title.add("  \(comparison.hidden) without room: n N", .info) }
        SheetFrame(title: title, lines: comparison.lines, scroll: sheet.scroll).draw(in: screen, on: &canvas)
    }
}
