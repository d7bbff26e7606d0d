import Domain

extension DashboardModel {
    /// The leaderboard's question, for all of its runs.
    func boardQuery(_ pipeline: PipelineSnapshot) -> RunQuery {
        let wanted = board.filter?.condition
        let condition = board.scope == .all ? .all(RunCondition.onLeaderboards + (wanted.map { [$0] } ?? [])) : wanted
        return RunQuery(
            pipeline: pipeline.name, condition: condition, sort: board.sort.column,
            order: board.sort.order(for: pipeline.task), limit: .max)
    }

    var boardRows: BoardRows {
        if board.scope == .search {
            let runs = searchRows
            return BoardRows(runs: runs, count: runs.count)
        }
        guard let page = board.page, page.query.pipeline == selected else { return BoardRows(runs: [], count: 0) }
        return BoardRows(runs: page.page.runs, offset: page.query.offset, count: page.page.matches)
    }

    /// The newest search's runs in the leaderboard's order.
    ///
    /// By score it is the search's own order: one that was stopped early was not judged on what the others were.
    private var searchRows: [FoundRun] {
        guard let pipeline, let search = pipeline.search else { return [] }
        let runs = search.listedRuns.map { FoundRun(run: $0, version: nil) }
        guard board.sort.column == .field(.score) else { return boardQuery(pipeline).answer(from: runs).runs }
        let kept = board.filter.map { filter in runs.filter { filter.condition.holds($0) } } ?? runs
        guard board.sort.isReversed else { return kept }
        let judged = kept.filter(\.run.isJudged)
        return judged.reversed() + kept.filter { !$0.run.isJudged }
    }

    /// The leaderboard's row that the mark stands on.
    var boardRun: FoundRun? { boardRows[row(of: .leaderboard)] }

    mutating func sortBoard(_ action: DashboardAction) {
        guard isOnLeaderboard("no columns to sort") else { return }
        var turned = board.sort
        turned.isReversed.toggle()
        board.sort = action == .reverseSort ? turned : board.sort.next(in: board.scope)
        setBoardRow(0)
    }

    /// `:sort COLUMN [reversed]`.
    mutating func sortBoard(by argument: String) {
        guard let pipeline else { return refuse("There is no pipeline yet.") }
        let words = argument.split(separator: " ").map(String.init)
        guard let name = words.first, words.count < 3, words.count == 1 || words[1] == "reversed" else {
            return refuse("sort takes a column, and reversed behind it for the other way round.")
        }
        do {
            board.sort = BoardSort(column: try RunColumn(name, task: pipeline.task), isReversed: words.count == 2)
            setFocus(.leaderboard)
            setBoardRow(0)
        } catch {
            refuse("sort: \(error.problem).")
        }
    }

    /// Enter behind a condition: a wrong one stays to be mended, and the former one holds.
    mutating func submitCondition(_ line: ConditionLine) {
        guard let pipeline else { return overlay = nil }
        let text = line.field.text[...].trimmed
        var line = line
        do {
            board.filter =
                text.isEmpty
                ? nil
                : BoardFilter(text: text, condition: try RunConditionParser.condition(text, task: pipeline.task))
            overlay = nil
            setBoardRow(0)
        } catch {
            line.problem = error
            overlay = .condition(line)
        }
    }

    mutating func completeCondition(_ line: ConditionLine) {
        let completion = ConditionCompletion(line.field.text, settings: boardSettings)
        guard let text = completion.text else { return refuse("Nothing completes \(line.field.text).") }
        let isOnly = completion.words.count == 1
        overlay = .condition(ConditionLine(text + (isOnly ? " " : "")))
    }

    /// Every setting of the runs as a condition names it, in order.
    var boardSettings: [String] {
        let runs = (pipeline?.search?.runs ?? []) + (board.page?.page.runs.map(\.run) ?? [])
        let names = runs.flatMap { run in
            run.specification.hyperparameters.map { "\(run.specification.learner.rawValue).\($0.name)" }
        }
        return Set(names).sorted()
    }

    /// Keeps the mark on the run that it stood on, whatever moved above it; one on the first row stays there.
    mutating func followBoardRun(_ before: FoundRun?) {
        guard let before, row(of: .leaderboard) > 0 else { return }
        let rows = boardRows
        let place = rows.runs.firstIndex { $0.run.number == before.run.number }
        setBoardRow(min(place.map { rows.offset + $0 } ?? row(of: .leaderboard), max(0, rows.count - 1)))
    }

    mutating func setBoardRow(_ row: Int) { rows[PaneKind.leaderboard.rawValue - 1] = row }

    mutating func isOnLeaderboard(_ lack: String) -> Bool {
        guard focus != .leaderboard else { return true }
        let key = KeyTable.label(of: .focus(.leaderboard))
        refuse("\(focus.title) has \(lack); \(key) goes to the leaderboard.")
        return false
    }
}

extension RunRecord {
    /// Whether it came to its end and has a score that others' can be held against.
    var isJudged: Bool { state == .completed && score != nil }
}

extension RunCondition {
    /// A run that only checks another one is on no leaderboard.
    fileprivate static let onLeaderboards: [RunCondition] = RunRecord.Kind.allCases.filter(\.isCheck).map { kind in
        .comparison(RunComparison(column: .field(.kind), operation: .unequal, value: .word(kind.rawValue)))
    }
}
