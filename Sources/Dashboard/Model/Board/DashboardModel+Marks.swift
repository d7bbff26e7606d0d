import Domain
import Terminal

extension DashboardModel {
    /// Space: marks the run under the mark for a comparison, or takes that back; then goes on to the next one.
    mutating func markRun() {
        guard isOnLeaderboard("no runs to mark") else { return }
        guard let found = boardRun else { return refuse("There is no run to mark.") }
        if let place = board.marks.firstIndex(where: { $0.run.number == found.run.number }) {
            board.marks.remove(at: place)
        } else if board.marks.count < Board.mostMarks {
            board.marks.append(found)
        } else {
            return refuse("\(Board.mostMarks) runs are marked, which is the most; Space on one takes it back.")
        }
        _ = move(.down)
    }

    /// `c`: the marked runs side by side.
    mutating func compareRuns() {
        guard isOnLeaderboard("no runs to compare"), let pipeline else { return }
        guard board.marks.count > 1 else {
            return refuse("Mark two runs or more with Space; c then puts them side by side.")
        }
        overlay = .compare(CompareSheet(pipeline: pipeline.name, runs: board.marks))
    }

    /// The run as the snapshot has it now, else as it was when it was read.
    func current(_ found: FoundRun, of pipeline: PipelineName) -> FoundRun {
        let search = snapshot.pipelines.first { $0.name == pipeline }?.search
        guard let run = search?.runs.first(where: { $0.number == found.run.number }) else { return found }
        return FoundRun(run: run, version: found.version)
    }

    /// The sheet's lines at the screen's width.
    func comparison(_ sheet: CompareSheet) -> ComparedRuns {
        let task = snapshot.pipelines.first { $0.name == sheet.pipeline }?.task ?? .regression
        return ComparedRuns(
            sheet.runs.map { current($0, of: sheet.pipeline) }, task: task, first: sheet.first,
            width: SheetFrame.width(of: size.columns))
    }

    mutating func scrollComparison(_ sheet: CompareSheet, by step: Int) {
        var sheet = sheet
        let last = comparison(sheet).lines.count - SheetFrame.height(of: ScreenLayout(for: self).cardRoom.rows)
        sheet.scroll = min(max(0, sheet.scroll + step), max(0, last))
        overlay = .compare(sheet)
    }

    /// `n` and `N` on the sheet: the runs that have no room come in from the side.
    mutating func shiftComparison(_ sheet: CompareSheet, by step: Int) {
        var sheet = sheet
        sheet.first += step
        sheet.first = comparison(sheet).first
        overlay = .compare(sheet)
    }
}
