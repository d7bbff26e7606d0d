import Dashboard
import Domain
import Terminal
import Testing

struct ScreenTextTests {
    private let size = Size(columns: 80, rows: 24)

    private func text(_ model: DashboardModel) -> String {
        DashboardScreen.render(model, size: size, glyphs: .unicode).text()
    }

    @Test func saysWhatWillAppearInAnEmptyWorkspace() {
        var snapshot = Fixture.calm.snapshot
        snapshot.pipelines = []
        var model = DashboardModel(
            snapshot: snapshot, session: Session(user: "ana"), size: size, at: Fixture.wallTime)

        for pane in PaneKind.allCases {
            _ = model.press(.character(Character("\(pane.rawValue)")))
            let shown = text(model)

            #expect(shown.contains("No pipeline yet: each file in pipelines/ appears here with its first row."))
            #expect(shown.contains("yet:") || shown.contains("No "))
        }
    }

    @Test func actsOnNothingInAnEmptyWorkspace() {
        var snapshot = Fixture.calm.snapshot
        snapshot.pipelines = []
        var model = DashboardModel(
            snapshot: snapshot, session: Session(user: "ana"), size: size, at: Fixture.wallTime)

        let effects = model.type("ABHRPajkgG!nNzyf.12345678")

        #expect(effects.isEmpty)
    }

    @Test func badgesAPersonWhoMayOnlyLookAndAFrozenPicture() {
        let readOnly = Fixture.calm.model(session: Session(user: "ana", isReadOnly: true))
        var frozen = Fixture.calm.model()
        _ = frozen.press("f")
        _ = frozen.update(.snapshot(Fixture.searching.snapshot), at: Fixture.wallTime)

        #expect(text(readOnly).contains("READ-ONLY"))
        #expect(text(frozen).contains("FROZEN, 1 newer"))
        #expect(text(frozen).contains("Nothing needs you."))
    }

    @Test func fixesTheTargetInTheHintLine() {
        let lines = text(Fixture.ramping.model()).split(separator: "\n", omittingEmptySubsequences: false)

        #expect(lines.last { $0.contains("B roll back") }?.contains("B roll back v2→v1") == true)
    }

    @Test func namesTheRejectingGateWithItsNumbers() {
        var model = Fixture.rejected.model()
        _ = model.press("3")

        let shown = text(model)

        #expect(shown.contains("✗ Rejected by old windows"))
        #expect(shown.contains("old windows -.083 < -.050 n 600"))
        #expect(shown.contains("window 2 of 3: loss .083 above v1's"))
    }

    @Test func drawsTheFirstChampionOnlyAfterAPromotion() {
        let before = text(Fixture.calm.model())
        var promoted = Fixture.calm.model()
        _ = promoted.press(.right)

        #expect(!before.contains("first champion"))
        #expect(text(promoted).contains("⠒ ⠒  first champion"))
        #expect(text(promoted).contains("▲"))
    }

    @Test func tellsWhyASilentSourceIsSilent() {
        var fixture = Fixture.calm
        fixture.electricity.health = .silent
        fixture.electricity.sourceStatus = "end of data, following"

        let shown = text(fixture.model())

        #expect(shown.contains("○ electricity is silent: end of data, following"))
        #expect(shown.contains("silent"))
    }

    @Test func showsTheEnginesProblemAboveAll() {
        var snapshot = Fixture.awaiting.snapshot
        snapshot.problem = "The disk is full: free some space in .flywheel/."
        let model = DashboardModel(snapshot: snapshot, session: Session(user: "ana"), size: size, at: Fixture.wallTime)

        #expect(text(model).contains("✗ The disk is full"))
    }

    @Test func saysWhoTurnedAutomationOffAndSinceWhen() {
        var fixture = Fixture.calm
        fixture.electricity.automation = .off(by: "ana", since: Fixture.electricityTime)
        var model = fixture.model()
        _ = model.press("6")

        let shown = text(model)

        #expect(shown.contains("AUTO OFF by ana since 21 Sep 14:00"))
        #expect(shown.contains("P resume automation"))
    }

    @Test func selectsThePipelineAndThePaneUnderAClick() {
        var model = Fixture.calm.model(Size(columns: 120, rows: 40))

        _ = model.press(.mouse(x: 10, y: 5, .click))
        _ = model.press(.mouse(x: 100, y: 25, .click))

        #expect(model.selected?.rawValue == "loans")
        #expect(model.focus == .canary)
    }

    @Test func keepsColumnsAlignedBesideWideCharacters() {
        var fixture = Fixture.searching
        fixture.traffic.name = PipelineName(rawValue: "交通量")

        let lines = text(fixture.model()).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

        let places = [2, 3, 4].map { row in displayWidth(of: String(lines[row].prefix { $0 != "▲" })) }
        #expect(Set(places).count == 1)
        #expect(lines.allSatisfy { displayWidth(of: $0) <= 80 })
    }

    @Test func survivesNumbersThatAreNone() {
        var fixture = Fixture.awaiting
        fixture.electricity.served = .nan
        fixture.electricity.points = Fixture.points(
            count: 20, end: Fixture.electricityTime, step: .hours(1)
        ) { place in (place % 3 == 0 ? .nan : .infinity, nil, place % 2 == 0 ? nil : .nan, .greatestFiniteMagnitude) }
        fixture.electricity.canary?.comparisons[0].difference = .nan
        fixture.electricity.canary?.comparisons[1].lower = -.infinity
        fixture.electricity.canary?.weight = .nan
        fixture.electricity.eventsPerSecond = .infinity
        fixture.electricity.drift[0].stability = .nan
        fixture.electricity.drift[0].history = [.nan, .infinity, -1]
        fixture.electricity.drift[0].reference = [.nan, .infinity]
        fixture.electricity.search?.cpuSeconds = .nan
        var model = fixture.model()

        for pane in PaneKind.allCases {
            _ = model.press(.character(Character("\(pane.rawValue)")))
            #expect(!text(model).isEmpty)
        }
    }
}
