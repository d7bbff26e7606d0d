package import Domain
package import Terminal

/// What a search's trials tell, as lines of text: for the command line, and for a sheet on the screen.
package struct ExplanationText {
    /// Columns of a full bar.
    private static let barWidth = 30
    private static let mostParameters = 12
    private static let mostPairs = 5
    /// Below it a share is not worth a line.
    private static let leastShare = 0.005

    let width: Int
    let glyphs: GlyphSet
    let task: LearningTask

    /// - Parameters:
    ///   - width: Columns; sentences and plots keep to them, tables take what they need.
    ///   - glyphs: What the terminal can show.
    ///   - task: For the metric's words.
    package init(width: Int, glyphs: GlyphSet, task: LearningTask) {
        self.width = max(40, width)
        self.glyphs = glyphs
        self.task = task
    }

    package func lines(_ explanation: SearchExplanation) -> [String] {
        var parts = [heading(explanation)]
        if !explanation.shares.isEmpty {
            parts[0] += shares(explanation)
            parts.append(pairs(explanation.pairs))
            let plot = MarginalText(width: width, glyphs: glyphs, task: task)
            parts += explanation.marginals.map { plot.lines($0, explanation.basis) }
            if let surface = explanation.surface {
                parts.append(SurfaceText(glyphs: glyphs, task: task).lines(surface, explanation.basis))
            }
        }
        if let front = explanation.front {
            parts.append(FrontText(width: width, glyphs: glyphs, task: task).lines(front))
        }
        return Array(parts.filter { !$0.isEmpty }.map { $0.map(shown) }.joined(separator: [""]))
    }

    private func shown(_ line: String) -> String { glyphs == .ascii ? ASCIIText.of(line) : line }

    /// Which trials, how they were judged, and how far to trust what follows.
    private func heading(_ explanation: SearchExplanation) -> [String] {
        let basis = explanation.basis
        let searches = basis.searches.count == 1 ? "search \(basis.searches[0])" : "\(basis.searches.count) searches"
        var counts = ["\(MetricText.count(basis.trials)) trials of \(searches)"]
        if basis.stopped > 0 { counts.append("\(basis.stopped) of them stopped early") }
        if basis.failed > 0 { counts.append("\(basis.failed) without a score left out") }
        if basis.foreign > 0 { counts.append("\(basis.foreign) not drawn from this space left out") }
        let relative = basis.isRelative ? ", less the middle of its search" : ""
        let measure = "\(basis.metric) on the newest slice\(relative)"
        var lines = [counts.joined(separator: ", ") + ": " + measure]
        if let obstacle = explanation.obstacle { lines.append("no importance: \(obstacle)") }
        if let fit = basis.fit {
            let share = fit > 0 ? MetricText.percent(fit * 100) : "nothing"
            lines.append(
                "a forest over them explains \(share) of the variance of trials that it did not see"
                    + (fit > 0 ? "" : ": what follows may be chance"))
        }
        return lines.flatMap { $0.wrapped(to: width) }
    }

    private static func remainder(_ count: Int) -> [String] {
        switch count {
        case 0: []
        case 1: ["1 more explains less than .5 %"]
        default: ["\(count) more explain less than .5 % each"]
        }
    }

    private func shares(_ explanation: SearchExplanation) -> [String] {
        let shown = explanation.shares.prefix(Self.mostParameters).filter { $0.share >= Self.leastShare }
        let rest = explanation.shares.count - shown.count
        let rows = shown.map { one in
            [
                one.name, MetricText.percent(one.share * 100), bar(one.share),
                one.applies < 1 ? "where it applies: \(MetricText.percent(one.applies * 100)) of the space" : "",
            ]
        }
        let lines = PlainTable(glyphs: glyphs, right: [1]).lines([["PARAMETER", "ALONE", "", ""]] + rows)
        return lines + Self.remainder(rest)
    }

    private func pairs(_ pairs: [PairShare]) -> [String] {
        let shown = pairs.prefix(Self.mostPairs).filter { $0.share >= Self.leastShare }
        guard !shown.isEmpty else { return [] }
        let rows = shown.map { ["\($0.first) × \($0.second)", MetricText.percent($0.share * 100), bar($0.share)] }
        return PlainTable(glyphs: glyphs, right: [1]).lines([["TOGETHER", "MORE", ""]] + rows)
    }

    private func bar(_ share: Double) -> String {
        let full = (share * Double(Self.barWidth)).rounded().wholeNumber
        return String(repeating: "█", count: min(max(full, share > 0 ? 1 : 0), Self.barWidth))
    }
}
