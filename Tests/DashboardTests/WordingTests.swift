import Dashboard
import Domain
import Terminal
import Testing

/// What the screen says in words, beyond the pictures.
struct WordingTests {
    private func text(_ model: DashboardModel, _ columns: Int = 80, _ glyphs: GlyphSet = .unicode) -> String {
        var model = model
        let size = Size(columns: columns, rows: columns > 80 ? 40 : 24)
        _ = model.update(.resized(size), at: Fixture.wallTime)
        return DashboardScreen.render(model, size: size, glyphs: glyphs).text()
    }

    private func line(_ model: DashboardModel, _ part: String, _ glyphs: GlyphSet = .unicode) -> String {
        text(model, 80, glyphs).split(separator: "\n").map(String.init).first { $0.contains(part) } ?? ""
    }

    /// One version with a row answered a year after the stream began.
    private func young(answeredFrom first: Int) -> Fixture {
        var fixture = Fixture.calm
        fixture.electricity.points = Fixture.points(
            count: 100, end: Fixture.electricityTime, step: .hours(12)
        ) { place in place < first ? (0.2, nil, 0.21, nil) : (0.9, 0.9, 0.85, nil) }
        return fixture
    }

    @Test func keepsTheBaselinesStretchOutOfTheVersionsLineAndOutOfTheScale() {
        let model = young(answeredFrom: 60).model()

        let shown = text(model)

        #expect(shown.contains("⠒⠒ ⠒ baseline"))
        #expect(shown.contains("v1 .900"))
        #expect(!shown.contains(".2┤"))
    }

    @Test func namesTheBaselineUntilAVersionHasAnswered() {
        let shown = text(young(answeredFrom: 100).model())

        #expect(shown.contains("baseline .200"))
        #expect(!shown.contains("v1 ."))
    }

    @Test func tellsTheCandidatesLineFromWhatWasServedWhileItBakes() {
        var fixture = Fixture.ramping
        fixture.electricity.canary?.record.state = .baking
        fixture.electricity.champion.version = ModelVersion(rawValue: 2)

        let shown = text(fixture.model())

        #expect(shown.contains("v2 alone .804"))
        #expect(shown.contains("served .611"))
    }

    @Test func saysHowMuchOfTheBakeIsLeft() {
        var fixture = Fixture.ramping
        fixture.electricity.canary?.record.state = .baking
        fixture.electricity.canary?.bake = CanarySnapshot.Bake(seen: 120, needed: 200, left: .hours(23))
        var model = fixture.model()
        _ = model.press("3")
        #expect(text(model).contains("Baking 120 of 200, 23 h to go, v1 still warm"))

        fixture.electricity.canary?.bake = CanarySnapshot.Bake(seen: 260, needed: 200, left: .zero)
        model = fixture.model()
        _ = model.press("3")
        #expect(text(model).contains("Baking 200 of 200, v1 still warm"))
    }

    @Test func saysWhatTheCanaryHasCostAndWhatAGuardrailNeeds() {
        var fixture = Fixture.ramping
        fixture.electricity.canary?.evidence?.harm = 2.13
        fixture.electricity.canary?.harmBudget = 50
        fixture.electricity.canary?.guardrails = [
            GuardrailState(
                kind: .errors, subject: "answers that are none", value: 0, limit: 0.01, count: 640,
                verdict: .inconclusive, needed: 35)
        ]
        var model = fixture.model()
        _ = model.press("3")

        #expect(text(model).contains("in the next 1,000 pairs. Harm: 2.13 of 50"))
        #expect(text(model).contains("n 640, 35 more"))
    }

    @Test func drawsEachLineWithItsOwnDashesInBothAlphabets() {
        let model = Fixture.ramping.model()

        #expect(line(model, "candidate").contains("⠒⠒⠒⠒ served  ⠒⠒⠒  candidate  ⠒    no change  ⠒⠒   alert"))
        #expect(line(model, "candidate", .ascii).contains("---- served  ---  candidate  -    no change  --   alert"))
    }

    @Test func saysThatTheCanaryOfATriggersSearchRuns() {
        var fixture = Fixture.ramping
        fixture.electricity.search?.isRunning = true
        var model = fixture.model()
        _ = model.press("6")

        let row = line(model, "decay  ")

        #expect(row.contains("canary v2 runs"))
        #expect(!row.contains("search runs"))
    }

    @Test func saysThatATriggersSearchHasEnded() {
        var fixture = Fixture.ramping
        fixture.electricity.canary = nil
        var model = fixture.model()
        _ = model.press("6")

        #expect(line(model, "decay  ").contains("· ended"))
    }

    @Test func showsEachTriggersNumbersInItsUnit() {
        var fixture = Fixture.calm
        fixture.electricity.triggers.append(
            TriggerSnapshot(
                kind: "new-rows", isLive: true, value: 4_975, threshold: 5_000, whyNotNow: "4975 of 5000 rows",
                last: nil))
        var model = fixture.model()
        _ = model.press("6")

        #expect(line(model, "periodic").contains("21 d        30 d"))
        #expect(line(model, "new rows").contains("4,975 rows  5,000 rows"))
    }

    @Test func countsOpenWarningsWhereNothingNeedsThePerson() {
        var fixture = Fixture.searching
        fixture.needs = []

        #expect(text(fixture.model()).contains("◆ 2 warnings open; nothing needs you now."))
    }

    @Test func showsRuleAndValueOfARowBeforeItsState() {
        var model = Fixture.alarmed.model()
        _ = model.press(.right)
        _ = model.press("7")
        let size = Size(columns: 50, rows: 24)

        let shown = DashboardScreen.render(model, size: size, glyphs: .unicode).text()

        #expect(shown.contains("38190  range  temp"))
        #expect(shown.contains("0.0"))
    }

    @Test func scrollsThroughAllOfWhyWhereItDoesNotFit() {
        var fixture = Fixture.calm
        fixture.electricity.why = (1...8).map {
            "Sentence \($0) says \(String(repeating: "much ", count: 25))at length."
        }
        var model = fixture.model()
        _ = model.command("why")
        let first = text(model)

        _ = model.press("G")
        let last = text(model)
        _ = model.press("k")

        #expect(first.contains("Sentence 1 says"))
        #expect(first.contains("more, j scrolls"))
        #expect(!first.contains("Sentence 8"))
        #expect(last.contains("Sentence 8 says"))
        #expect(last.contains("the end"))
        #expect(text(model) != last)
    }

    @Test func saysWhichRecipesWereRejectedAndWhichIsInTheCanary() {
        var fixture = Fixture.ramping
        var search = Fixture.search(isRunning: true, status: "in the canary")
        for (place, number) in [(1, 50), (0, 51)] {
            var refit = search.runs[place]
            refit.number = number
            refit.kind = .refit
            refit.score = nil
            refit.specification.window += 200
            search.runs.append(refit)
        }
        fixture.electricity.search = search
        fixture.electricity.rejections = [
            RejectedCandidate(version: ModelVersion(rawValue: 1), run: 50, gate: .oldWindows, text: "")
        ]
        var model = fixture.model()
        _ = model.press("2")

        let shown = text(model)

        #expect(shown.contains("v1 ✗ old windows"))
        #expect(shown.contains("v2 in canary"))
        #expect(shown.contains("waits for canary v2"))
        #expect(!shown.contains("refit"))
    }

    @Test func listsWhatDriftsFirstAndTheRestByTheNumberShown() {
        var fixture = Fixture.calm
        fixture.electricity.drift = [
            Fixture.drift("a", 0.20, [0.9]), Fixture.drift("b", 0.11, [0.1], limit: 0.1),
            Fixture.drift("c", 0.24, [0.1]),
        ]
        var model = fixture.model()
        _ = model.press("4")

        let names = text(model).split(separator: "\n").compactMap { line in
            ["a", "b", "c"].first { line.contains("│ ▸ \($0) ") || line.contains("│   \($0) ") }
        }

        #expect(names == ["b", "c", "a"])
        #expect(text(model).contains("9: over the limit"))
    }

    @Test func saysHowManyRowsAreBelow() {
        var fixture = Fixture.calm
        fixture.electricity.drift = (10..<40).map { Fixture.drift("column_\($0)", 0.01, [0.01]) }
        var model = fixture.model()
        _ = model.press("4")

        #expect(text(model).contains("└─ … 24 more ─"))
        #expect(text(model, 80, .ascii).contains("+- ... 24 more -"))
    }

    @Test(arguments: [("2", "Leaderboard  electricity"), ("7", "Data  electricity"), ("8", "Fleet  electricity")])
    func namesThePipelineInEachPane(key: String, title: String) {
        var model = Fixture.searching.model()
        _ = model.type(key)

        #expect(text(model).contains(title))
    }

    @Test func keepsTheFleetsColumnsWhateverStandsInThem() {
        let quiet = text(Fixture.calm.model()).split(separator: "\n")[2]
        var busy = Fixture.searching
        busy.loans.eventsPerSecond = 38_410

        let rows = text(busy.model()).split(separator: "\n").map(String.init)

        func place(_ sign: Character, _ row: some StringProtocol) -> Int { row.prefix { $0 != sign }.count }
        #expect(place("▲", rows[1]) == place("▲", quiet))
        #expect(rows[3].contains("38k/s"))
    }

    @Test func writesComparisonsInASCIIWithTheirOwnSigns() {
        var model = Fixture.ramping.model()
        _ = model.press("3")

        let shown = text(model, 80, .ascii)

        #expect(shown.contains(">= -.020"))
        #expect(shown.contains("<= 2 ms"))
        #expect(shown.contains("B roll back v2->v1"))
    }

    @Test func alignsTheVersionsOnTheRollBackCard() {
        var fixture = Fixture.ramping
        fixture.electricity.canary?.record.candidate = ModelVersion(rawValue: 10)
        var model = fixture.model()
        _ = model.press("B")

        let shown = text(model)

        #expect(shown.contains("goes   v10  random forest, 1,500 rows"))
        #expect(shown.contains("comes  v1   boosted trees, 1,000 rows"))
    }

    @Test(arguments: [
        ("release", "release needs a row's number; :quarantine lists them."),
        ("drop", "drop needs a row's number; :quarantine lists them."),
        ("theme", "theme needs a name; there are dark."),
    ])
    func saysWhatACommandNeeds(command: String, answer: String) {
        var model = Fixture.alarmed.model(session: Session(user: "ana", themes: ["dark"]))

        _ = model.command(command)

        #expect(model.flash?.text == answer)
    }
}
