import Domain
import Terminal

/// Runs in the order of a column: score with interval, recipe, cost, state; of the newest search, or all there are.
enum LeaderboardPane {
    /// Rows that are all laid out, so that the columns keep their places while one scrolls.
    private static let mostLaidOut = 200

    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Leaderboard", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name)", .muted)
        if model.board.scope == .all {
            line.add("  all runs", .info)
        } else if let search = pipeline.search {
            line.add("  search \(search.number), \(search.cause)", .muted)
        }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        let model = context.model
        guard let pipeline = context.pipeline, pipeline.search != nil || model.board.scope == .all else {
            context.sayEmpty(
                "No search yet: its trials appear here, best first, as soon as a trigger fires or you press R.",
                on: &canvas)
            return
        }
        let rows = model.boardRows
        let isRoomy = context.area.height >= 6
        if isRoomy { LeaderboardSummary(model, pipeline, shown: rows.count).draw(context.area, on: &canvas) }
        let context = context.within(isRoomy ? context.area.withoutLastLine : context.area)
        guard rows.count > 0 else {
            return context.sayEmpty(emptySentence(model.board), on: &canvas)
        }
        draw(laidOut(rows, context), rows.count, pipeline, context, on: &canvas)
    }

    private static func draw(
        _ rows: BoardRows, _ count: Int, _ pipeline: PipelineSnapshot, _ context: PaneContext,
        on canvas: inout Canvas
    ) {
        let board = context.model.board
        let judged = pipeline.search?.listedRuns.filter(\.isJudged).map(\.number) ?? []
        let table = LeaderboardTable(
            task: pipeline.task, sort: board.sort,
            places: board.scope == .all ? nil : Dictionary(zip(judged, 1...)) { first, _ in first },
            fates: CandidateFates(pipeline), width: context.area.width)
        let marks = Set(board.marks.map(\.run.number))
        let flags = rows.runs.indices.filter { marks.contains(rows.runs[$0].run.number) }
        let runs = board.scope == .all ? rows.runs.map { context.model.current($0, of: pipeline.name) } : rows.runs
        context.draw(table.table(runs), rows: (rows.offset, count), flags: Set(flags), on: &canvas)
    }

    /// All rows where they are few, else those around the ones that are seen.
    private static func laidOut(_ rows: BoardRows, _ context: PaneContext) -> BoardRows {
        guard rows.runs.count > mostLaidOut else { return rows }
        let height = context.area.height
        let first = max(0, context.firstRow(of: rows.count, height: height) - 1 - rows.offset)
        return BoardRows(
            runs: Array(rows.runs.dropFirst(first).prefix(height + 2)), offset: rows.offset + first, count: rows.count)
    }

    private static func emptySentence(_ board: Board) -> String {
        if board.scope == .all, board.page == nil { return "Reading the runs…" }
        guard let filter = board.filter else { return "No run yet." }
        return "No run meets \(filter.text). Esc shows all again."
    }
}

extension Rect {
    var withoutLastLine: Rect { Rect(x: x, y: y, width: width, height: max(0, height - 1)) }
}
