import Domain
import Terminal

extension DashboardModel {
    /// `i`: what the trials tell of their parameters, which the history is asked for.
    mutating func explainSearches() -> [DashboardEffect] {
        guard isOnLeaderboard("nothing to explain"), let pipeline else { return [] }
        guard pipeline.search != nil else {
            refuse("No search has begun yet: there is nothing to explain.")
            return []
        }
        overlay = .explanation(ExplanationSheet(pipeline: pipeline.name))
        return [.explain(pipeline.name)]
    }

    /// What comes after the sheet was closed is left where it is.
    mutating func take(_ content: ExplanationSheet.Content, of pipeline: PipelineName) {
        guard case .explanation(var sheet) = overlay, sheet.pipeline == pipeline else { return }
        sheet.content = content
        overlay = .explanation(sheet)
    }

    /// The sheet's lines at the screen's width; those in ASCII are as many.
    func lines(_ sheet: ExplanationSheet, glyphs: GlyphSet = .unicode) -> [StyledLine] {
        switch sheet.content {
        case .waits: return [StyledLine("A forest is grown over the trials …", .muted)]
        case .failed(let why): return [StyledLine("The history cannot be read: \(why)", .crit)]
        case .told(let explanation):
            let task = snapshot.pipelines.first { $0.name == sheet.pipeline }?.task ?? .regression
            let text = ExplanationText(width: SheetFrame.width(of: size.columns), glyphs: glyphs, task: task)
            return text.lines(explanation).map { StyledLine($0) }
        }
    }

    mutating func scrollExplanation(_ sheet: ExplanationSheet, by step: Int) {
        var sheet = sheet
        let last = lines(sheet).count - SheetFrame.height(of: ScreenLayout(for: self).cardRoom.rows)
        sheet.scroll = min(max(0, sheet.scroll + step), max(0, last))
        overlay = .explanation(sheet)
    }
}
