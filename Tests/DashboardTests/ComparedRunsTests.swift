import Dashboard
import Domain
import Terminal
import Testing

/// Marks, and the sheet that puts the marked runs side by side.
struct ComparedRunsTests {
    private func board(_ size: Size = Size(columns: 80, rows: 24)) -> DashboardModel {
        var model = Fixture.searching.model(size)
        _ = model.press("2")
        return model
    }

    private func text(_ model: DashboardModel, _ glyphs: GlyphSet = .unicode) -> String {
        DashboardScreen.render(model, size: model.size, glyphs: glyphs).text()
    }

    private func marks(_ model: DashboardModel) -> [Int] { model.board.marks.map(\.run.number) }

    @Test func marksARunGoesOnAndTakesAMarkBack() {
        var model = board()
        _ = model.type("  ")
        let two = marks(model)
        let shown = text(model)
        _ = model.press("k")
        _ = model.press(" ")

        #expect(two == [40, 41])
        #expect(marks(model) == [40])
        #expect(shown.contains("│  ◆ 1  random forest"))
        #expect(shown.contains("│ ▸  3  boosted trees"))
        #expect(shown.contains("◆ 2 marked"))
        #expect(shown.contains("c compare 2"))
    }

    @Test func keepsTheMarksWhileTheOrderChanges() {
        var model = board()
        _ = model.type(" ")
        _ = model.press("I")
        _ = model.type(" ")

        #expect(marks(model) == [40, 44])
    }

    @Test func escapeTakesTheFilterAwayThenTheMarks() {
        var model = board()
        _ = model.press(" ")
        _ = model.press("/")
        _ = model.type("cpu > 1")
        _ = model.press(.enter)

        _ = model.press(.escape)
        let first = (model.board.filter == nil, marks(model))
        _ = model.press(.escape)

        #expect(first == (true, [40]))
        #expect(marks(model).isEmpty)
    }

    @Test func forgetsMarksAndFilterWithThePipeline() {
        var model = board()
        _ = model.press(" ")
        _ = model.press(.right)
        _ = model.press(.left)

        #expect(marks(model).isEmpty)
    }

    @Test func wantsTwoRunsToCompare() {
        var model = board()
        _ = model.press(" ")

        _ = model.press("c")

        #expect(model.overlay == nil)
        #expect(model.flash?.text == "Mark two runs or more with Space; c then puts them side by side.")
    }

    @Test func marksNoMoreThanCanBeCompared() throws {
        var fixture = Fixture.searching
        var search = Fixture.search(isRunning: true, status: "")
        let first = try #require(search.runs.first)
        search.runs = (1...14).map { number in
            var run = first
            run.number = number
            return run
        }
        fixture.electricity.search = search
        var model = fixture.model()
        _ = model.press("2")

        _ = model.type(String(repeating: " ", count: 14))

        #expect(marks(model) == Array(1...12))
        #expect(model.flash?.text == "12 runs are marked, which is the most; Space on one takes it back.")
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func putsRunsSideBySide(size: Size) throws {
        var model = board(size)
        _ = model.type("  j ")
        _ = model.press("c")

        let name = "compare-\(size.columns)x\(size.rows)"
        try expectGolden(text(model), name)
        try expectGolden(DashboardScreen.render(model, size: size, glyphs: .unicode).roles(), "\(name)-roles")
        try expectGolden(text(model, .ascii), "\(name)-ascii")
    }

    @Test func listsTheSettingsThatDifferFirst() {
        var model = board(Size(columns: 120, rows: 50))
        _ = model.type("  ")
        _ = model.press("c")

        let lines = text(model).split(separator: "\n").map(String.init)

        func place(_ text: String) -> Int? { lines.firstIndex { $0.contains(text) } }
        let places = ["run 40", ".804 ± .011", "differ", "learner", "Score", "Cost", "Origin", "are the same", "depth"]
            .map(place)
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        #expect(places.allSatisfy { $0 != nil })
    }

    @Test func scrollsAndBringsInTheRunsThatHaveNoRoom() {
        var model = board()
        _ = model.type("       ")
        _ = model.press("c")
        let first = text(model)
        _ = model.press("n")
        let shifted = text(model)
        _ = model.press("G")
        let last = text(model)
        _ = model.press(.escape)

        #expect(first.contains("run 40") && !first.contains("run 46  "))
        #expect(first.contains("7 runs  3 without room: n N"))
        #expect(shifted.contains("│             run 41 "))
        #expect(last.contains("Settings that are the same"))
        #expect(model.overlay == nil)
    }

    @Test func copiesTheComparison() {
        var model = board()
        _ = model.type("  ")
        _ = model.press("c")

        let effects = model.press("y")

        guard case .copy(let copied)? = effects.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(copied.contains("Settings that differ\n  learner"))
    }

    @Test func showsTheRunAsItIsNow() throws {
        var model = board()
        _ = model.type("  ")
        _ = model.press("c")
        var snapshot = Fixture.searching.snapshot
        var search = try #require(snapshot.pipelines[0].search)
        search.runs[0].score = MetricEstimate(value: 0.999, margin: 0.001, count: 10)
        snapshot.pipelines[0].search = search

        _ = model.update(.snapshot(snapshot), at: Fixture.wallTime)

        #expect(text(model).contains(".999 ± .001"))
    }
}
