import Domain
import Terminal

/// What the keys that move do on a sheet.
extension DashboardModel {
    mutating func moveOverlay(_ action: DashboardAction) -> [DashboardEffect] {
        let page = max(1, size.rows - 8)
        let step: Int
        switch action {
        case .down: step = 1
        case .up: step = -1
        case .pageDown: step = page
        case .pageUp: step = -page
        case .top: step = -100_000
        case .bottom: step = 100_000
        case .open: return openOverlayRow()
        case .nextMatch, .previousMatch:
            return shiftSheet(by: action == .nextMatch ? 1 : -1)
        default: return []
        }
        scrollOverlay(by: step)
        return []
    }

    private mutating func scrollOverlay(by step: Int) {
        switch overlay {
        case .help(var sheet):
            sheet.row = min(max(0, sheet.row + step), max(0, sheet.bindings.count - 1))
            overlay = .help(sheet)
        case .why(let name, let scroll):
            let pipeline = snapshot.pipelines.first { $0.name == name }
            let last = WhySheet(pipeline, screen: ScreenLayout(for: self).cardRoom).lastScroll
            overlay = .why(name, scroll: min(max(0, scroll + step), last))
        case .quarantine(let name, let scroll):
            let count = snapshot.pipelines.first { $0.name == name }?.quarantine.count ?? 0
            overlay = .quarantine(name, scroll: min(max(0, scroll + step), max(0, count - 1)))
        case .run(let sheet): scrollRun(sheet, by: step)
        case .compare(let sheet): scrollComparison(sheet, by: step)
        case .explanation(let sheet): scrollExplanation(sheet, by: step)
        case .predictions(let name, let row):
            let count = snapshot.pipelines.first { $0.name == name }?.answers.count ?? 0
            overlay = .predictions(name, row: min(max(0, row + step), max(0, count - 1)))
        default: break
        }
    }

    /// The next run, on a sheet of runs.
    private mutating func shiftSheet(by step: Int) -> [DashboardEffect] {
        if case .run = overlay { return openNextRun(by: step) }
        if case .compare(let sheet) = overlay { shiftComparison(sheet, by: step) }
        return []
    }

    private mutating func openOverlayRow() -> [DashboardEffect] {
        if case .predictions(let name, let row) = overlay {
            let answers = snapshot.pipelines.first { $0.name == name }?.answers ?? []
            // The line asks for the reason, and is taken back with Esc.
            overlay = answers.indices.contains(row) ? .palette(TextField("golden \(answers[row].event) ")) : nil
            return []
        }
        guard case .help(let sheet) = overlay, sheet.bindings.indices.contains(sheet.row) else {
            overlay = nil
            return []
        }
        overlay = nil
        return perform(sheet.bindings[sheet.row].action)
    }
}
