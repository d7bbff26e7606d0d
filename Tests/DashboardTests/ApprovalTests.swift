import Dashboard
import Domain
import Terminal
import Testing

struct ApprovalTests {
    private var model = Fixture.awaiting.model()

    private let electricity = PipelineName(rawValue: "electricity")

    @Test func approvesAfterTheTypedWordAndTheCountdown() {
        var model = model

        let typed = model.press("A") + model.type("yes") + model.press(.enter)
        let early = model.update(.tick, at: Fixture.wallTime + .seconds(4))
        let late = model.update(.tick, at: Fixture.wallTime + .seconds(5))

        #expect(typed == [.startCountdown])
        #expect(early.isEmpty)
        #expect(
            late == [
                .submit(
                    Intent(
                        pipeline: electricity, command: .approve(rollout: 2, revision: 9), user: "ana", reason: "",
                        time: Fixture.wallTime + .seconds(5)))
            ])
        #expect(!model.isCounting)
    }

    @Test func aLongRecipeKeepsItsColumnOnTheCard() throws {
        var snapshot = Fixture.awaiting.snapshot
        let index = try #require(snapshot.pipelines.firstIndex { $0.name == electricity })
        snapshot.pipelines[index].canary?.candidateSummary =
            "adaptive random forest 30 trees, .54 of features, lags, live"
        var model = DashboardModel(
            snapshot: snapshot, session: Session(user: "ana"), size: Size(columns: 80, rows: 24), at: Fixture.wallTime)

        _ = model.press("A")
        let lines = DashboardScreen.render(model, size: Size(columns: 80, rows: 24), glyphs: .unicode).text()
            .split(separator: "\n").map(String.init)

        let row = try #require(lines.firstIndex { $0.contains("adaptive random forest") })
        let text = Array(lines[row])
        let start = try #require(text.indices.first { text[$0...].starts(with: "adaptive") })
        #expect(lines[row].contains("candidate  v2  adaptive"))
        #expect(Array(lines[row + 1])[start] != " ", "the rest stands below its beginning")
        #expect(Array(lines[row + 1])[start - 1] == " ")
    }

    @Test func aProtectedPipelineWantsItsName() throws {
        var snapshot = Fixture.awaiting.snapshot
        let index = try #require(snapshot.pipelines.firstIndex { $0.name == electricity })
        snapshot.pipelines[index].isProtected = true
        var model = DashboardModel(
            snapshot: snapshot, session: Session(user: "ana"), size: Size(columns: 80, rows: 24), at: Fixture.wallTime)

        let yes = model.press("A") + model.type("yes") + model.press(.enter)
        let card = DashboardScreen.render(model, size: Size(columns: 80, rows: 24), glyphs: .unicode).text()
        _ = model.press(.escape)
        let name = model.press("A") + model.type("Electricity") + model.press(.enter)

        #expect(yes.isEmpty)
        #expect(card.contains("Type electricity, then Enter"))
        #expect(name == [.startCountdown])
    }

    @Test func submitsAnApprovalOnce() {
        var model = model
        model.approve()

        let first = model.update(.tick, at: Fixture.wallTime + .seconds(6))
        let second = model.update(.tick, at: Fixture.wallTime + .seconds(7))

        #expect(first.count == 1)
        #expect(second.isEmpty)
    }

    @Test(arguments: [Key.character("u"), .escape])
    func stopsTheCountdown(key: Key) {
        var model = model
        model.approve()

        let stopped = model.press(key)
        let after = model.update(.tick, at: Fixture.wallTime + .seconds(9))

        #expect(stopped.isEmpty)
        #expect(after.isEmpty)
        #expect(model.overlay == nil)
    }

    @Test func enterAloneApprovesNothing() {
        var model = model

        let effects = model.press("A") + model.press(.enter)

        #expect(effects.isEmpty)
        #expect(!model.isCounting)
        #expect(model.flash?.kind == .refusal)
    }

    @Test func escapeIsTheDefaultWayOut() {
        var model = model

        let effects = model.press("A") + model.type("yes") + model.press(.escape)

        #expect(effects.isEmpty)
        #expect(model.overlay == nil)
    }

    @Test func showsTheCardAnewWhenTheRolloutMovedOnWhileItWasOpen() {
        var model = model
        _ = model.press("A")
        _ = model.type("yes")

        _ = model.update(.snapshot(moved(to: 10).snapshot), at: Fixture.wallTime)
        let effects = model.press(.enter)

        #expect(effects.isEmpty)
        guard case .approve(let card) = model.overlay else {
            Issue.record("the card is gone")
            return
        }
        #expect(card.revision == 10)
        #expect(card.phase == .typing(TextField()))
        #expect(!card.notice.isEmpty)
    }

    @Test func newEvidenceAloneLeavesTheCardAsItIs() {
        var model = model
        _ = model.press("A")
        _ = model.type("yes")
        var fixture = Fixture.awaiting
        fixture.electricity.canary?.evidence?.pairs = 1_300

        _ = model.update(.snapshot(fixture.snapshot), at: Fixture.wallTime)
        let effects = model.press(.enter)

        #expect(effects == [.startCountdown])
    }

    @Test func stopsTheCountdownWhenTheRolloutMovesOn() {
        var model = model
        model.approve()

        _ = model.update(.snapshot(moved(to: 10).snapshot), at: Fixture.wallTime + .seconds(2))
        let effects = model.update(.tick, at: Fixture.wallTime + .seconds(6))

        #expect(effects.isEmpty)
        #expect(!model.isCounting)
    }

    @Test func takesTheCardAwayWhenNothingWaitsAnyMore() {
        var model = model
        _ = model.press("A")

        _ = model.update(.snapshot(Fixture.ramping.snapshot), at: Fixture.wallTime)

        #expect(model.overlay == nil)
        #expect(model.flash?.kind == .refusal)
    }

    @Test func refusesWhereNothingWaitsAndNamesThePipelineThatDoes() {
        var model = model
        _ = model.press(.right)

        let effects = model.press("A")

        #expect(effects.isEmpty)
        #expect(model.overlay == nil)
        #expect(model.flash?.text == "Nothing of traffic waits for approval. electricity waits: ! goes there.")
    }

    private func moved(to revision: Int) -> Fixture {
        var fixture = Fixture.awaiting
        fixture.electricity.canary?.revision = revision
        return fixture
    }
}
