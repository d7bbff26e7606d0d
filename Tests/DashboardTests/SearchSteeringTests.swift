import Dashboard
import Domain
import Terminal
import Testing

/// Pausing, stopping and extending the search that runs.
struct SearchSteeringTests {
    private let electricity = PipelineName(rawValue: "electricity")

    private func intent(_ command: Command) -> DashboardEffect {
        .submit(
            Intent(pipeline: electricity, command: command, user: "ana", reason: "", time: Fixture.wallTime))
    }

    private func paused() -> DashboardModel {
        var fixture = Fixture.searching
        fixture.electricity.search?.pausedBy = "ben"
        return fixture.model()
    }

    private func text(_ model: DashboardModel) -> String {
        DashboardScreen.render(model, size: model.size, glyphs: .unicode).text()
    }

    @Test func pausesAndGoesOnByOneKey() {
        var running = Fixture.searching.model()
        var waiting = paused()

        #expect(running.press("D") == [intent(.pauseSearch)])
        #expect(waiting.press("D") == [intent(.resumeSearch)])
        _ = waiting.press("2")
        #expect(waiting.flash == nil)
        let hints = DashboardScreen.render(waiting, size: Size(columns: 200, rows: 60), glyphs: .unicode).text()
        #expect(hints.contains("D resume search  X stop search  E more trials"))
    }

    @Test func stopsOnTheSecondPress() {
        var model = Fixture.searching.model()

        let first = model.press("X")
        let card = text(model)
        let second = model.press("X")

        #expect(first.isEmpty)
        #expect(card.contains("Stop search 7 of electricity?"))
        #expect(card.contains("5 trials ended; the best so far is run 40."))
        #expect(card.contains("X stop now  Esc cancel"))
        #expect(second == [intent(.stopSearch)])
        #expect(model.overlay == nil)
    }

    @Test func stopsOnlyTheSearchThatThePersonSaw() throws {
        var model = Fixture.searching.model()
        _ = model.press("X")
        var snapshot = Fixture.searching.snapshot
        snapshot.pipelines[0].search?.number = 8
        _ = model.update(.snapshot(snapshot), at: Fixture.wallTime)

        let effects = model.press("X")

        #expect(effects.isEmpty)
        #expect(model.flash?.text == "Search 7 of electricity is past its trials by now.")
    }

    @Test func keepsASearchOnEscapeAndOnEnter() {
        for key in [Key.escape, .enter] {
            var model = Fixture.searching.model()
            let effects = model.press("X") + model.press(key)
            #expect(effects.isEmpty)
        }
    }

    @Test func asksHowManyTrialsMore() {
        var model = Fixture.searching.model()
        _ = model.press("E")
        _ = model.type("many")
        let wrong = model.press(.enter)
        let said = model.flash?.text
        for _ in 0..<4 { _ = model.press(.backspace) }
        _ = model.type("30")

        let right = model.press(.enter)

        #expect(wrong.isEmpty && said == "Type how many trials more, 1 to 1000, then Enter. Esc cancels.")
        #expect(right == [intent(.extendSearch(trials: 30))])
        #expect(model.overlay == nil)
    }

    @Test(arguments: ["D", "X", "E"])
    func refusesWithoutASearch(key: Character) {
        var model = Fixture.calm.model()

        let effects = model.press(key)

        #expect(effects.isEmpty)
        #expect(model.flash?.text == "No search of electricity runs.")
    }

    @Test func refusesASearchThatIsPastItsTrials() throws {
        var fixture = Fixture.searching
        fixture.electricity.search = Fixture.search(isRunning: false, status: "in the canary")
        fixture.electricity.search?.isRunning = true
        var model = fixture.model(Size(columns: 200, rows: 60))
        _ = model.press("2")

        #expect(model.press("D").isEmpty)
        #expect(model.flash?.text == "Search 7 of electricity is past its trials.")
        _ = model.press("j")
        #expect(!text(model).contains("pause search"))
    }

    @Test(arguments: ["D", "X", "E"])
    func refusesThoseWhoMayOnlyLook(key: Character) {
        var model = Fixture.searching.model(session: Session(user: "ana", isReadOnly: true))

        #expect(model.press(key).isEmpty)
        #expect(model.overlay == nil)
    }

    @Test func doesByCommandWhatTheKeysDo() {
        var model = Fixture.searching.model()
        var waiting = paused()

        #expect(model.command("search pause") == [intent(.pauseSearch)])
        #expect(model.command("search stop") == [intent(.stopSearch)])
        #expect(model.command("search extend 5") == [intent(.extendSearch(trials: 5))])
        #expect(waiting.command("search resume") == [intent(.resumeSearch)])
        #expect(waiting.command("search pause").isEmpty)
        #expect(waiting.flash?.text == "Search 7 of electricity is paused by ben.")
        #expect(model.command("search again").isEmpty)
        #expect(model.flash?.text == "search takes pause, resume, stop, or extend and how many trials more.")
    }
}
