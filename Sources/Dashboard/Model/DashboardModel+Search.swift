import Domain

/// The search that runs: paused, stopped, extended.
extension DashboardModel {
    mutating func steerSearch(_ action: DashboardAction, _ pipeline: PipelineSnapshot) -> [DashboardEffect] {
        if case .stopSearch(let card) = overlay {
            overlay = nil
            return stopSearch(card)
        }
        guard let search = running(pipeline) else { return [] }
        switch action {
        case .pauseSearch: return pauseSearch(search.pausedBy == nil ? .on : .off, search, pipeline)
        case .stopSearch: overlay = .stopSearch(StopSearchCard(pipeline: pipeline.name, search: search.number))
        case .extendSearch: overlay = .extend(pipeline.name, TextField())
        default: break
        }
        return []
    }

    /// `:search pause|resume|stop|extend N`.
    mutating func steerSearch(_ pipeline: PipelineSnapshot, by line: CommandLine) -> [DashboardEffect] {
        let words = line.argument.split(separator: " ").map(String.init)
        guard let search = running(pipeline) else { return [] }
        switch (words.first, words.count) {
        case ("pause", 1): return pauseSearch(.on, search, pipeline)
        case ("resume", 1): return pauseSearch(.off, search, pipeline)
        case ("stop", 1): return stopSearch(StopSearchCard(pipeline: pipeline.name, search: search.number))
        case ("extend", 2): return extendSearch(of: pipeline.name, by: words[1])
        default:
            refuse("search takes pause, resume, stop, or extend and how many trials more.")
            return []
        }
    }

    /// Enter behind how many trials more.
    mutating func extendSearch(of name: PipelineName, by text: String) -> [DashboardEffect] {
        guard let trials = Int(text[...].trimmed), (1...1_000).contains(trials) else {
            refuse("Type how many trials more, 1 to 1000, then Enter. Esc cancels.")
            return []
        }
        overlay = nil
        inform("Giving the search of \(name) \(trials) trial\(trials == 1 ? "" : "s") more")
        return [intent(name, .extendSearch(trials: trials))]
    }

    private mutating func pauseSearch(
        _ wish: Wish, _ search: SearchSnapshot, _ pipeline: PipelineSnapshot
    ) -> [DashboardEffect] {
        switch (search.pausedBy, wish) {
        case (let user?, .on):
            refuse("Search \(search.number) of \(pipeline.name) is paused by \(user).")
            return []
        case (nil, .off):
            refuse("Search \(search.number) of \(pipeline.name) is not paused.")
            return []
        case (nil, _):
            inform("Pausing search \(search.number) of \(pipeline.name): trials that run go on")
            return [intent(pipeline.name, .pauseSearch)]
        case (.some, _):
            inform("Resuming search \(search.number) of \(pipeline.name)")
            return [intent(pipeline.name, .resumeSearch)]
        }
    }

    /// Only the search that the person saw is stopped.
    private mutating func stopSearch(_ card: StopSearchCard) -> [DashboardEffect] {
        let search = newest.pipelines.first { $0.name == card.pipeline }?.search
        guard let search, search.number == card.search, search.hasOpenTrials else {
            refuse("Search \(card.search) of \(card.pipeline) is past its trials by now.")
            return []
        }
        inform("Stopping search \(card.search) of \(card.pipeline)")
        return [intent(card.pipeline, .stopSearch)]
    }

    private mutating func running(_ pipeline: PipelineSnapshot) -> SearchSnapshot? {
        guard let search = pipeline.search, search.isRunning else {
            refuse("No search of \(pipeline.name) runs.")
            return nil
        }
        guard search.hasOpenTrials else {
            refuse("Search \(search.number) of \(pipeline.name) is past its trials.")
            return nil
        }
        return search
    }
}
