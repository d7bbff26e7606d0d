import Domain

extension DashboardModel {
    mutating func perform(_ action: DashboardAction) -> [DashboardEffect] {
        switch action {
        case .approve, .rollBack, .hold, .retrain, .toggleAutomation, .acknowledge, .stopCountdown, .pauseSearch,
            .stopSearch, .extendSearch:
            return steer(action)
        case .nextNeed: goToNextNeed()
        case .slower: return setSpeed(ReplaySpeed.slower(than: newest.replay.factor))
        case .faster: return setSpeed(ReplaySpeed.faster(than: newest.replay.factor))
        case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom, .nextPipeline,
            .previousPipeline, .nextPane, .previousPane, .focus, .open, .nextMatch, .previousMatch:
            return move(action)
        case .filter: startFilter()
        case .sort, .reverseSort: sortBoard(action)
        case .mark: markRun()
        case .compare: compareRuns()
        case .explain: return explainSearches()
        case .scope: changeScope()
        case .zoom: isZoomed.toggle()
        case .freeze: toggleFreeze()
        case .live: returnToNow()
        case .shortenRange: if !range.shorten() { refuse("The chart shows its shortest time; - shows more.") }
        case .lengthenRange: if !range.lengthen() { refuse("The chart shows all it has; + shows less.") }
        case .copyWhy: return copyWhy()
        case .predictions: showPredictions()
        case .command: overlay = .palette(TextField())
        case .help: overlay = .help(HelpSheet())
        case .back: goBack()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return quit()
        case .submit: return submitLine()
        case .complete: completeLine()
        }
        return []
    }

    mutating func setSpeed(_ factor: Double) -> [DashboardEffect] {
        guard !session.isReadOnly else { return refuseReadOnly() }
        guard factor != newest.replay.factor else {
            refuse("The replay already runs at \(ReplaySpeed.text(factor)).")
            return []
        }
        inform("Replay \(ReplaySpeed.text(factor))")
        return [.setReplayFactor(factor)]
    }

    mutating func refuseReadOnly() -> [DashboardEffect] {
        refuse("Read-only: this screen may look, not act.")
        return []
    }

    private mutating func toggleFreeze() {
        switch picture {
        case .live: picture = .frozen(newest, newer: 0)
        case .frozen: picture = .live
        }
    }

    private mutating func returnToNow() {
        picture = .live
        range = .everything
        clearFilters()
        inform("Now, whole time range")
    }

    private mutating func copyWhy() -> [DashboardEffect] {
        if case .run(let sheet) = overlay {
            inform("Copied run \(sheet.found.run.number)")
            return [.copy(detail(sheet).blocks.lines.map(\.text).joined(separator: "\n"))]
        }
        if case .compare(let sheet) = overlay {
            inform("Copied the comparison of \(sheet.runs.count) runs")
            return [.copy(comparison(sheet).lines.map(\.text).joined(separator: "\n"))]
        }
        if case .explanation(let sheet) = overlay {
            inform("Copied what the trials of \(sheet.pipeline) tell")
            return [.copy(lines(sheet).map(\.text).joined(separator: "\n"))]
        }
        var name = selected
        if case .why(let shown, _) = overlay { name = shown }
        guard let pipeline = snapshot.pipelines.first(where: { $0.name == name }), !pipeline.why.isEmpty else {
            refuse("There is nothing to copy yet.")
            return []
        }
        inform("Copied why \(pipeline.name) serves \(pipeline.champion.version)")
        return [.copy(pipeline.why.joined(separator: "\n"))]
    }

    private mutating func showPredictions() {
        guard let selected else {
            refuse("There is no pipeline yet.")
            return
        }
        overlay = .predictions(selected, row: 0)
    }

    private mutating func goBack() {
        switch overlay {
        case .help(var sheet) where sheet.isTyping || !sheet.filter.text.isEmpty:
            sheet = HelpSheet()
            overlay = .help(sheet)
        case .filter:
            filter = ""
            overlay = nil
        case .approve(let card):
            if case .counting = card.phase { inform("Stopped: \(card.pipeline) is not approved") }
            overlay = nil
        case .some:
            overlay = nil
        case nil:
            if isZoomed { isZoomed = false } else { clearFilters() }
        }
    }

    private mutating func clearFilters() {
        filter = ""
        guard focus == .leaderboard else { return }
        if board.filter != nil {
            board.filter = nil
            setBoardRow(0)
        } else if !board.marks.isEmpty {
            board.marks = []
        } else if board.scope == .all {
            changeScope()
        }
    }

    /// A view first, then the program; asks where an engine with work would stop.
    private mutating func quit() -> [DashboardEffect] {
        if case .quit = overlay { return [.quit] }
        if overlay != nil {
            goBack()
            return []
        }
        if isZoomed {
            isZoomed = false
            return []
        }
        let isNeeded = session.answersCallers || newest.pipelines.contains(where: \.isAtWork)
        guard session.asksBeforeQuit, isNeeded else { return [.quit] }
        overlay = .quit
        return []
    }
}
