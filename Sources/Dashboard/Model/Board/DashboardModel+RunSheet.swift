import Domain
import Terminal

extension DashboardModel {
    /// Enter on the leaderboard: the run in full; what came of it is asked of the history.
    mutating func openRun() -> [DashboardEffect] {
        guard let pipeline, let found = boardRun else {
            refuse("There is no run to open.")
            return []
        }
        overlay = .run(RunSheet(pipeline: pipeline.name, found: found))
        return [.tellLineage(pipeline.name, run: found.run.number)]
    }

    mutating func take(_ lineage: RunLineage, of pipeline: PipelineName) {
        guard case .run(var sheet) = overlay, sheet.pipeline == pipeline,
            sheet.found.run.number == lineage.found.run.number
        else { return }
        sheet.found = lineage.found
        sheet.lineage = lineage
        overlay = .run(sheet)
    }

    /// The sheet's text at the screen's size.
    func detail(_ sheet: RunSheet) -> RunDetail {
        let room = ScreenLayout(for: self).cardRoom
        return RunDetail(
            found: current(sheet.found, of: sheet.pipeline), lineage: sheet.lineage,
            pipeline: snapshot.pipelines.first { $0.name == sheet.pipeline }, timeZone: session.timeZone,
            size: Size(columns: SheetFrame.width(of: room.columns), rows: SheetFrame.height(of: room.rows)))
    }

    mutating func scrollRun(_ sheet: RunSheet, by step: Int) {
        var sheet = sheet
        let detail = detail(sheet)
        sheet.scroll = min(max(0, sheet.scroll + step), max(0, detail.blocks.lines.count - detail.size.rows))
        overlay = .run(sheet)
    }

    /// `n` and `N` on the sheet: the next run of the leaderboard.
    mutating func openNextRun(by step: Int) -> [DashboardEffect] {
        let row = row(of: .leaderboard) + step
        guard boardRows[row] != nil else {
            refuse(step > 0 ? "This is the last run." : "This is the first run.")
            return []
        }
        setBoardRow(row)
        return openRun()
    }
}
