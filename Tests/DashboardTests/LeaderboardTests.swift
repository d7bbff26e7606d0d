import Dashboard
import Domain
import Terminal
import Testing

/// The leaderboard's order and filter.
struct LeaderboardTests {
    private let size = Size(columns: 80, rows: 24)

    private func board() -> DashboardModel {
        var model = Fixture.searching.model()
        _ = model.press("2")
        return model
    }

    private func text(_ model: DashboardModel, _ glyphs: GlyphSet = .unicode, columns: Int = 80) -> String {
        DashboardScreen.render(model, size: Size(columns: columns, rows: 24), glyphs: glyphs).text()
    }

    /// Numbers of the runs from top to bottom, read off the screen of a wide terminal.
    private func numbers(_ model: DashboardModel) -> [Int] {
        var model = model
        _ = model.update(.resized(Size(columns: 240, rows: 60)), at: Fixture.wallTime)
        let lines = DashboardScreen.render(model, size: Size(columns: 240, rows: 60), glyphs: .unicode).text()
            .split(separator: "\n").map(String.init)
        let words = lines.compactMap { line -> Int? in
            let words = line.split(separator: " ").drop { $0 == "│" || $0 == "▸" || $0 == "◆" }
            guard let place = words.first, place == "–" || Int(place) != nil, words.count > 1 else { return nil }
            return Int(words[words.startIndex + 1])
        }
        return words.filter { (40..<60).contains($0) }
    }

    @Test func beginsWithTheBestAndMarksTheHeadOfItsColumn() {
        let model = board()

        #expect(numbers(model) == [40, 41, 42, 43, 44, 45, 46])
        #expect(text(model).contains("accuracy ▼"))
        #expect(text(model, .ascii).contains("accuracy v"))
    }

    @Test func goesThroughTheColumnsAndAroundTheirEnd() {
        var model = board()
        var heads: [String] = []
        for _ in 0..<11 {
            _ = model.press("s")
            let shown = text(model, columns: 80)
            heads += ["run", "learner", "accuracy", "±", "rows", "updates", "from", "time", "CPU", "peak", "state"]
                .filter { shown.contains(" \($0) ▼") || shown.contains(" \($0) ▲") }
        }

        #expect(
            heads == ["±", "rows", "updates", "from", "time", "CPU", "peak", "state", "run", "learner", "accuracy"])
    }

    @Test func sortsByTheGreatestFirstAndTurnsRound() {
        var model = board()
        _ = model.command("sort rows")
        let down = numbers(model)
        _ = model.press("I")
        let up = numbers(model)

        #expect(down == [42, 43, 41, 40, 44, 46, 45])
        #expect(up == [45, 46, 44, 40, 41, 43, 42])
        #expect(text(model).contains("rows ▲"))
    }

    @Test func turnsTheScoresRoundWithRunsThatHaveNoneLast() {
        var model = board()

        _ = model.press("I")

        #expect(numbers(model) == [44, 43, 42, 41, 40, 45, 46])
        #expect(text(model).contains("accuracy ▲"))
    }

    @Test func showsAColumnThatHasNoPlaceOfItsOwnWhileItSorts() {
        var model = board()
        _ = model.command("sort linear.depth")
        let setting = text(model, columns: 120)
        let first = numbers(model).first
        _ = model.command("sort seed")

        #expect(setting.contains("linear.depth ▼"))
        #expect(first == 43)
        #expect(model.flash?.text.hasPrefix("sort: there is no column seed;") == true)
        #expect(text(model).contains("linear.depth ▼"), "a wrong name keeps the order")
    }

    @Test func completesTheColumnsOfTheCommand() {
        var model = board()
        _ = model.press(":")
        _ = model.type("sort mar")
        _ = model.press(.tab)

        #expect(text(model).contains(":sort margin"))
    }

    @Test func showsTheRunsThatMeetAConditionAndSaysHowMany() {
        var model = board()
        _ = model.press("/")
        _ = model.type("score > 0.79 and learner = boosted-trees")
        _ = model.press(.enter)

        #expect(numbers(model) == [41, 42])
        #expect(text(model).contains("/score > 0.79 and learner = boosted-trees: 2 of 7"))
        #expect(text(model).contains("│ ▸  2  boosted trees"), "its rank among all runs")
    }

    @Test func keepsTheFormerConditionWhereTheNewOneIsWrong() {
        var model = board()
        _ = model.press("/")
        _ = model.type("cpu > 1")
        _ = model.press(.enter)
        _ = model.press("/")
        _ = model.type(" and score > good")
        _ = model.press(.enter)
        let wrong = text(model)
        _ = model.press(.escape)

        #expect(wrong.contains("✗ at character 21, good: score is a number; write one such as 0.9."))
        #expect(wrong.contains("/cpu > 1 and score > good"), "it stays to be mended")
        #expect(model.overlay == nil)
        #expect(numbers(model) == [40, 41, 42])
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func helpsWhoTypesACondition(size: Size) throws {
        var model = Fixture.searching.model(size)
        _ = model.press("2")
        _ = model.press("/")
        _ = model.type("score > 0.79 or leaner = linear")
        let begun = DashboardScreen.render(model, size: size, glyphs: .unicode).text()
        _ = model.press(.enter)
        let wrong = DashboardScreen.render(model, size: size, glyphs: .ascii).text()

        try expectGolden(begun, "condition-\(size.columns)x\(size.rows)")
        try expectGolden(wrong, "condition-wrong-\(size.columns)x\(size.rows)-ascii")
    }

    @Test func completesColumnsAndTheirWords() {
        var model = board()
        _ = model.press("/")
        _ = model.type("lea")
        _ = model.press(.tab)
        _ = model.type("= lin")
        _ = model.press(.tab)
        _ = model.press(.enter)

        #expect(model.board.filter?.text == "learner = linear")
        #expect(numbers(model) == [43])
    }

    @Test func escapeAndAnEmptyLineShowAllAgain() {
        var model = board()
        for end in [Key.escape, .character("/")] {
            _ = model.press("/")
            _ = model.type("learner = linear")
            _ = model.press(.enter)
            _ = model.press(end)
            if end != .escape {
                for _ in 0..<20 { _ = model.press(.backspace) }
                _ = model.press(.enter)
            }
            #expect(numbers(model).count == 7)
        }
    }

    @Test func saysThatNoRunMeetsTheCondition() {
        var model = board()
        _ = model.press("/")
        _ = model.type("score > 2")
        _ = model.press(.enter)
        _ = model.press("j")

        #expect(text(model).contains("No run meets score > 2. Esc shows all again."))
        #expect(model.rows[1] == 0)
    }

    @Test func keepsTheMarkOnItsRunWhenABetterOneComesIn() throws {
        var model = board()
        _ = model.press("j")
        _ = model.press("j")
        var snapshot = Fixture.searching.snapshot
        var search = try #require(snapshot.pipelines[0].search)
        var best = search.runs[0]
        best.number = 50
        search.runs.insert(best, at: 0)
        snapshot.pipelines[0].search = search

        _ = model.update(.snapshot(snapshot), at: Fixture.wallTime)

        #expect(model.rows[1] == 3)
        #expect(text(model).contains("▸  4  boosted trees"))
    }

    @Test(arguments: ["s", "I"])
    func refusesInAPaneWithoutColumns(key: Character) {
        var model = Fixture.searching.model()

        _ = model.press(key)

        #expect(model.flash?.text == "Chart has no columns to sort; 2 goes to the leaderboard.")
    }

    @Test func hintsItsKeysBeforeThoseOfAllPanes() {
        let shown = text(board())

        #expect(shown.contains("s sort"))
        #expect(!text(Fixture.searching.model()).contains("s sort"))
    }
}
