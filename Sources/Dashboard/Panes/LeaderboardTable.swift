import Domain
import Terminal

/// The leaderboard's columns, and what a run has in each.
struct LeaderboardTable {
    let task: LearningTask
    let sort: BoardSort
    /// The rank by score of each run that has one; nil over many searches, whose scores are of other rows.
    let places: [Int: Int]?
    /// Nil where there was no search yet.
    let fates: CandidateFates?
    /// Columns of the pane: where there are many the settings are shown before what is only nice to know.
    let width: Int

    private struct Entry {
        var column: TextTable.Column
        /// What orders the runs by it; nil where nothing does.
        var sorting: RunColumn?
        var cell: (FoundRun) -> StyledLine

        init(_ column: TextTable.Column, _ field: RunField? = nil, cell: @escaping (FoundRun) -> StyledLine) {
            self.column = column
            sorting = field.map { .field($0) }
            self.cell = cell
        }
    }

    func table(_ runs: some Sequence<FoundRun>) -> TextTable {
        var entries = entries
        if !entries.contains(where: { $0.sorting == sort.column }) {
            entries.insert(sortingEntry, at: entries.count - 1)
        }
        for index in entries.indices where entries[index].sorting == sort.column {
            entries[index].column.title += sort.order(for: task) == .ascending ? " ▲" : " ▼"
            entries[index].column.titleStyle = Style(.title, .bold)
            entries[index].column.rank = 0
        }
        var table = TextTable(columns: entries.map(\.column))
        table.rows = runs.map { run in entries.map { $0.cell(run) } }
        return table
    }

    private var entries: [Entry] { numbers + facts }

    private var numbers: [Entry] {
        let run = TextTable.Column("run", .right, rank: places == nil ? 1 : 9, minimum: places == nil ? 5 : 0)
        let numbered = Entry(run, .number) { StyledLine(MetricText.count($0.run.number), .muted) }
        guard places != nil else {
            return [
                numbered,
                Entry(TextTable.Column("search", .right, rank: 5, minimum: 6), .search) { found in
                    StyledLine("\(found.run.search)", .muted)
                },
            ]
        }
        let rank = Entry(TextTable.Column("#", .right, rank: 5)) { found in
            StyledLine(place(found).map { "\($0)" } ?? "–", .muted)
        }
        return [rank, numbered]
    }

    private var facts: [Entry] {
        [
            Entry(TextTable.Column("learner", minimum: 13, maximum: 24, shrinksTo: 15), .learner) { found in
                let isBest = place(found) == 1
                return StyledLine(
                    found.run.specification.learnerWords, isBest ? .candidate : .foreground, isBest ? .bold : [])
            },
            Entry(TextTable.Column(task.metricName, .right, minimum: 6), .score) { found in
                StyledLine(
                    found.run.score.map { MetricText.metric($0.value, task) } ?? "–",
                    place(found) == 1 ? .candidate : .foreground)
            },
            Entry(TextTable.Column("±", rank: 4), .margin) { found in
                StyledLine(found.run.score.map { MetricText.metric($0.margin, task) } ?? "", .muted)
            },
            Entry(TextTable.Column("rows", .right, rank: 2, minimum: 5), .rows) { found in
                let rows = found.run.trainedRows
                return StyledLine(MetricText.count(rows > 0 ? rows : found.run.specification.window))
            },
            Entry(TextTable.Column("updates", rank: 8), .updates) { found in
                StyledLine(found.run.specification.updates.rawValue, .muted)
            },
            Entry(TextTable.Column("from", rank: 3, minimum: 4), .origin) { found in
                StyledLine(RunWords.origin(found.run), .muted)
            },
            Entry(TextTable.Column("settings", rank: 6, maximum: 48, shrinksTo: width >= 100 ? 28 : 10)) { found in
                StyledLine(RunWords.settings(found.run.specification), .muted)
            },
            Entry(TextTable.Column("time", .right, rank: 7, minimum: 5), .wall) { found in
                StyledLine(found.run.cost.map { MetricText.seconds($0.wallSeconds) } ?? "", .muted)
            },
            Entry(TextTable.Column("CPU", .right, rank: 11, minimum: 5), .cpu) { found in
                StyledLine(found.run.cost.map { MetricText.seconds($0.cpuSeconds) } ?? "", .muted)
            },
            Entry(TextTable.Column("peak", .right, rank: 10, minimum: 5), .memory) { found in
                StyledLine(found.run.cost.map { MetricText.bytes($0.peakBytes) } ?? "", .muted)
            },
            Entry(TextTable.Column("state", rank: 1, minimum: 9, maximum: 30, shrinksTo: 16), .state) { found in
                fates?.word(of: found.run) ?? found.version.map { StyledLine("✓ \($0)", .ok) }
                    ?? RunWords.state(found.run)
            },
        ]
    }

    /// The column that orders the runs and has no place of its own.
    private var sortingEntry: Entry {
        var entry = Entry(TextTable.Column(sort.column.name, .right, maximum: 28)) { found in
            switch found.value(of: sort.column) {
            case .number(let number): StyledLine(MetricText.amount(number))
            case .word(let word): StyledLine(word)
            case nil: StyledLine("–", .muted)
            }
        }
        entry.sorting = sort.column
        return entry
    }

    private func place(_ found: FoundRun) -> Int? { places?[found.run.number] }
}
