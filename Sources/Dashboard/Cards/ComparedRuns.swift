import Domain
import Terminal

/// Runs side by side: scores, the settings in which they differ, cost, origin, and the settings that they share.
struct ComparedRuns {
    private static let narrowest = 14
    private static let widest = 26

    let runs: [FoundRun]
    let task: LearningTask
    let width: Int
    /// The first run that has a column.
    let first: Int
    private let nameWidth: Int
    private let columnWidth: Int
    private let shown: Range<Int>

    init(_ runs: [FoundRun], task: LearningTask, first: Int, width: Int) {
        self.runs = runs
        self.task = task
        self.width = width
        let names = runs.flatMap { RunFacts(found: $0).settings.map(\.name) } + ["drawn by"]
        nameWidth = min(width / 3, (names.map(\.columns).max() ?? 0) + 4)
        let fitting = max(1, (width - nameWidth) / Self.narrowest)
        self.first = min(max(0, first), max(0, runs.count - fitting))
        shown = self.first..<min(runs.count, self.first + fitting)
        columnWidth = min(Self.widest, (width - nameWidth) / max(1, shown.count))
    }

    /// Runs that have no column, as there is no room.
    var hidden: Int { runs.count - shown.count }

    var lines: [StyledLine] {
        let settings = rows(\.settings)
        let differing = settings.filter { Set($0.texts).count > 1 }
        let shared = settings.filter { Set($0.texts).count == 1 }
        var lines = [head, scores] + curves
        lines += group("Settings that differ", differing)
        if differing.isEmpty { lines += [heading("Settings"), StyledLine("  are the same in all", .muted)] }
        lines += intervals
        lines += group("Cost", rows(\.cost)) + group("Origin", rows(\.origin))
        return lines + group("Settings that are the same", shared)
    }

    private struct Row {
        var name: String
        /// What each run has; `–` where it has nothing.
        var texts: [String]
    }

    /// One row a name, in the order in which the names come.
    private func rows(_ facts: KeyPath<RunFacts, RunFacts.Facts>) -> [Row] {
        let all = runs.map { RunFacts(found: $0)[keyPath: facts] }
        var names: [String] = []
        for name in all.joined().map(\.name) where !names.contains(name) { names.append(name) }
        return names.map { name in
            Row(name: name, texts: all.map { own in own.first { $0.name == name }?.text ?? "–" })
        }
    }

    private func group(_ title: String, _ rows: [Row]) -> [StyledLine] {
        guard !rows.isEmpty else { return [] }
        return [heading(title)]
            + rows.map { row in line(row.name, row.texts.map { ($0, $0 == "–" ? .muted : .foreground) }) }
    }

    private func heading(_ title: String) -> StyledLine { StyledLine(title, .title, .bold) }

    private var head: StyledLine { line("", runs.map { ("run \($0.run.number)", role($0)) }) }

    private var scores: StyledLine {
        line(
            task.metricName,
            runs.map { found in
                guard let score = found.run.score else { return ("–", .muted) }
                return (
                    "\(MetricText.metric(score.value, task)) ± \(MetricText.metric(score.margin, task))", role(found)
                )
            })
    }

    /// The shape of each learning curve, the newest slice first; none where no run was judged on two.
    private var curves: [StyledLine] {
        let values = runs.map { found in
            (found.run.tracking?.curve ?? []).sorted { $0.slice < $1.slice }.map(\.score.value)
        }
        guard values.contains(where: { $0.count > 1 }) else { return [] }
        let cells = zip(runs, values).map { found, values -> (String, Role) in
            guard !values.isEmpty else { return ("–", .muted) }
            let slices = max(values.count, found.run.tracking?.slices ?? 1)
            let shape = SparkText.of(values, each: 1, width: min(8, values.count))
            return ("\(shape) \(values.count) of \(slices)", role(found))
        }
        return [line("slices", cells)]
    }

    private func line(_ name: String, _ cells: [(text: String, role: Role)]) -> StyledLine {
        var line = StyledLine("  \(name)".padded(to: nameWidth), .muted)
        for index in shown {
            line.add(cells[index].text.cut(to: columnWidth - 2).padded(to: columnWidth), cells[index].role)
        }
        return line
    }

    private var best: FoundRun? {
        let judged = runs.filter(\.run.isJudged)
        return judged.max { left, right in
            let (first, second) = (left.run.score?.value ?? 0, right.run.score?.value ?? 0)
            return task.higherIsBetter ? first < second : first > second
        }
    }

    private func role(_ found: FoundRun) -> Role { found.run.number == best?.run.number ? .candidate : .foreground }

    /// The intervals on one scale, a line a run.
    private var intervals: [StyledLine] {
        let scored = runs.compactMap { found in found.run.score.map { (found, $0) } }
        let ends = scored.flatMap { [$0.1.value - $0.1.margin, $0.1.value + $0.1.margin] }
        guard scored.count > 1, let low = ends.min(), let high = ends.max(), high > low, high - low < 1e12 else {
            return []
        }
        let cells = min(60, width - nameWidth)
        guard cells >= 12 else { return [] }
        let isOneSearch = Set(scored.map(\.0.run.search)).count == 1
        let title = heading("Score") + StyledLine(isOneSearch ? "" : "  of searches that judged on other rows", .warn)
        return [title]
            + scored.map { found, score in
                let strip = IntervalStrip(score, low: low, high: high, cells: cells)
                return StyledLine("  run \(found.run.number)".padded(to: nameWidth), .muted) + strip.line(role(found))
            }
    }
}
