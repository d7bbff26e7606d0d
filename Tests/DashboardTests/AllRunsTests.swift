import Dashboard
import Domain
import Terminal
import Testing

/// The leaderboard over all runs of a pipeline, with a history of 10,000 behind it.
struct AllRunsTests {
    private static let runs: [FoundRun] = (1...10_000).map { number in
        let score = Double(number * 7_919 % 10_007) / 10_007
        return FoundRun(
            run: RunRecord(
                number: number, search: number / 20, kind: number.isMultiple(of: 50) ? .shuffled : .trial,
                state: .completed,
                specification: TrialSpecification(
                    learner: number.isMultiple(of: 3) ? .linear : .randomForest, updates: .frozen,
                    features: FeatureRecipe(calendar: [], usesLags: false), window: 500,
                    hyperparameters: [Hyperparameter("depth", Double(number % 9))], seed: 1),
                summary: "", trainedRows: number,
                score: MetricEstimate(value: score, margin: 0.01, count: 100),
                tracking: RunTracking(origin: .cold, sampler: "tpe")),
            version: number == 9_999 ? ModelVersion(rawValue: 12) : nil)
    }

    /// The screen with all runs, and the history's answers taken in.
    private func all(_ size: Size = Size(columns: 80, rows: 24)) -> DashboardModel {
        var model = Fixture.searching.model(size)
        _ = model.press("2")
        press("r", &model)
        return model
    }

    /// Presses a key and plays the history until nothing more is asked of it; gives its questions.
    @discardableResult
    private func press(_ key: Key, _ model: inout DashboardModel) -> [RunQuery] {
        answer(model.press(key), &model)
    }

    @discardableResult
    private func press(_ key: Character, _ model: inout DashboardModel) -> [RunQuery] {
        press(.character(key), &model)
    }

    @discardableResult
    private func answer(_ effects: [DashboardEffect], _ model: inout DashboardModel) -> [RunQuery] {
        var asked: [RunQuery] = []
        var effects = effects
        while !effects.isEmpty {
            let queries = effects.compactMap { effect in
                if case .findRuns(let query) = effect { query } else { nil }
            }
            asked += queries
            effects = queries.flatMap { query in
                model.update(.runs(query, query.answer(from: Self.runs)), at: Fixture.wallTime)
            }
        }
        return asked
    }

    private func text(_ model: DashboardModel, _ glyphs: GlyphSet = .unicode) -> String {
        DashboardScreen.render(model, size: model.size, glyphs: glyphs).text()
    }

    /// The marked row's first number.
    private func marked(_ model: DashboardModel) -> Int? {
        let line = text(model).split(separator: "\n").first { $0.contains("│ ▸") }
        let word = line?.split(separator: " ").dropFirst(2).first
        return word.flatMap { Int($0.filter(\.isNumber)) }
    }

    @Test func showsTheBestOfAllRunsWithoutThoseThatOnlyCheck() {
        let model = all()
        let best = Self.runs.filter { !$0.run.isCheck }.max { $0.run.score?.value ?? 0 < $1.run.score?.value ?? 0 }

        #expect(text(model).contains("Leaderboard  electricity  all runs"))
        #expect(text(model).contains("9,800 runs"))
        #expect(marked(model) == best?.run.number)
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func looksAsItsPicture(size: Size) throws {
        var model = all(size)
        press(" ", &model)
        press("/", &model)
        for character in "learner = linear and rows > 9000" { press(character, &model) }
        press(.enter, &model)

        let name = "all-runs-\(size.columns)x\(size.rows)"
        try expectGolden(text(model), name)
        try expectGolden(text(model, .ascii), "\(name)-ascii")
    }

    @Test func asksForAPageAndNotForAllOfIt() throws {
        var model = Fixture.searching.model()
        _ = model.press("2")

        let asked = press("r", &model)

        #expect(asked.count == 1)
        #expect(try #require(asked.first).limit < 60)
    }

    @Test func goesToTheLastRunAndAlongWithFewQuestions() {
        var model = all()
        let end = press("G", &model)
        let last = marked(model)
        var questions = 0
        for _ in 0..<100 { questions += press("k", &model).count }
        let worst = Self.runs.filter { !$0.run.isCheck }.min { $0.run.score?.value ?? 0 < $1.run.score?.value ?? 0 }

        #expect(end.count == 1)
        #expect(last == worst?.run.number)
        #expect(model.rows[1] == 9_799 - 100)
        #expect(questions < 15)
    }

    @Test func sortsAndFiltersInTheHistory() {
        var model = all()
        _ = answer(model.command("sort rows"), &model)
        let greatest = marked(model)
        press("I", &model)
        let smallest = marked(model)
        press("/", &model)
        for character in "random-forest.depth = 4 and search = 7" { press(character, &model) }
        press(.enter, &model)

        #expect(greatest == 9_999)
        #expect(smallest == 1)
        #expect(text(model).contains("/random-forest.depth = 4 and search = 7: "))
        #expect(marked(model).map { $0 % 9 == 4 && $0 / 20 == 7 } == true)
    }

    @Test func saysWhichVersionARunBecame() {
        var model = all()
        _ = answer(model.command("sort number"), &model)

        #expect(text(model).contains("✓ v12"))
    }

    @Test func asksAnewWhenATrialHasEnded() throws {
        var model = all()
        let same = model.update(.snapshot(Fixture.searching.snapshot), at: Fixture.wallTime)
        var snapshot = Fixture.searching.snapshot
        snapshot.pipelines[0].search?.runs[5].state = .completed

        let asked = answer(model.update(.snapshot(snapshot), at: Fixture.wallTime), &model)

        #expect(same.isEmpty)
        #expect(asked.count == 1)
    }

    @Test func takesNoAnswerToAFormerQuestion() {
        var model = all()
        let before = text(model)
        let old = model.press("I")
        _ = model.press("I")

        for case .findRuns(let query) in old {
            _ = model.update(.runs(query, RunPage(runs: [], matches: 0)), at: Fixture.wallTime)
        }

        #expect(text(model) == before)
    }

    @Test func showsTheSearchAgainWhereTheHistoryCannotBeRead() throws {
        var model = Fixture.searching.model()
        _ = model.press("2")
        guard case .findRuns(let query)? = model.press("r").first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(text(model).contains("Reading the runs…"))

        let effects = model.update(.runsFailed(query, "the disk is gone"), at: Fixture.wallTime)

        #expect(effects.isEmpty)
        #expect(text(model).contains("search 7, decay"))
        #expect(model.flash?.text == "The runs cannot be read: the disk is gone")
    }

    @Test func comesBackToTheSearchByTheSameKeyAndByEscape() {
        for key in [Key.character("r"), .escape] {
            var model = all()
            press(key, &model)

            #expect(text(model).contains("search 7, decay"))
        }
    }

    @Test func opensAndComparesRunsThatOnlyTheHistoryHas() {
        var model = all()
        press(" ", &model)
        press(" ", &model)
        press("c", &model)
        let compared = text(model)
        press(.escape, &model)
        let effects = model.press(.enter)

        #expect(compared.contains("Compare  electricity  2 runs"))
        #expect(compared.contains("Score  of searches that judged on other rows"))
        #expect(
            effects.contains { effect in if case .tellLineage = effect { true } else { false } })
    }
}
