import Domain
import Terminal

/// The leaderboard over all of a pipeline's runs, of which the history gives a page.
extension DashboardModel {
    /// Rows asked for beyond those on the screen, above and below.
    private static let spareRows = 10

    /// `r`: the newest search's trials, or all runs.
    mutating func changeScope() {
        guard isOnLeaderboard("no other runs") else { return }
        board.leavePage()
        board.scope = board.scope == .search ? .all : .search
        setBoardRow(0)
    }

    /// Asks the history for what the leaderboard shows and does not have, one question at a time.
    mutating func askForRuns() -> [DashboardEffect] {
        guard board.scope == .all, let pipeline, let area = ScreenLayout(for: self).rectangle(of: .leaderboard) else {
            return []
        }
        var query = boardQuery(pipeline)
        guard board.awaited?.question != query.question else { return [] }
        let height = area.height
        let known = board.page?.query.question == query.question ? board.page : nil
        let count = known?.page.matches ?? .max
        let first = max(0, min(row(of: .leaderboard) - height / 2, count - height))
        if let known, !board.isStale {
            let at = known.query.offset
            if first >= at, min(count, first + height) <= at + known.page.runs.count { return [] }
        }
        query.offset = max(0, first - Self.spareRows)
        query.limit = height + 2 * Self.spareRows
        board.awaited = query
        board.isStale = false
        return [.findRuns(query)]
    }

    mutating func take(_ page: RunPage, of query: RunQuery) {
        if board.awaited == query { board.awaited = nil }
        guard board.scope == .all, let pipeline, boardQuery(pipeline).question == query.question else { return }
        let before = board.page?.query.question == query.question ? boardRun : nil
        board.page = BoardPage(query: query, page: page)
        followBoardRun(before)
        setBoardRow(min(row(of: .leaderboard), max(0, page.matches - 1)))
    }

    /// The history cannot be read: the newest search is shown again.
    mutating func giveUp(_ query: RunQuery, _ why: String) {
        guard board.awaited == query else { return }
        board.leavePage()
        board.scope = .search
        setBoardRow(0)
        refuse("The runs cannot be read: \(why)")
    }

    /// Asks anew for what a new snapshot may have changed in the history.
    mutating func askAnew(after old: PipelineSnapshot?) -> [DashboardEffect] {
        guard board.scope == .all || overlay?.isRun == true else { return [] }
        guard let new = newest.pipelines.first(where: { $0.name == old?.name }),
            new.search?.standing != old?.search?.standing || new.canary?.revision != old?.canary?.revision
        else { return [] }
        if case .live = picture { board.isStale = true }
        guard case .run(let sheet) = overlay, sheet.pipeline == new.name else { return [] }
        return [.tellLineage(sheet.pipeline, run: sheet.found.run.number)]
    }
}

extension SearchSnapshot {
    /// Which runs there are and how each stands: all that the history would tell anew.
    fileprivate var standing: [Int: RunRecord.State] {
        Dictionary(runs.map { ($0.number, $0.state) }, uniquingKeysWith: { first, _ in first })
    }
}
