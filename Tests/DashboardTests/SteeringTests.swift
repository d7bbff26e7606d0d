import Dashboard
import Domain
import Terminal
import Testing

struct SteeringTests {
    private let electricity = PipelineName(rawValue: "electricity")

    private func intent(_ command: Command, reason: String = "", of pipeline: String = "electricity") -> DashboardEffect
    {
        .submit(
            Intent(
                pipeline: PipelineName(rawValue: pipeline), command: command, user: "ana", reason: reason,
                time: Fixture.wallTime))
    }

    @Test func rollsBackOnTheSecondPress() {
        var model = Fixture.ramping.model()

        let first = model.press("B")
        let second = model.press("B")

        #expect(first.isEmpty)
        #expect(second == [intent(.rollBack(version: ModelVersion(rawValue: 2)))])
        #expect(model.overlay == nil)
    }

    @Test func bringsBackTheNewestThatMayComeForAReason() throws {
        var model = Fixture.ramping.model()
        _ = model.command("undo it was better")
        #expect(model.flash?.text == "There is no former champion that is loaded.")

        var snapshot = Fixture.ramping.snapshot
        let index = try #require(snapshot.pipelines.firstIndex { $0.name == electricity })
        let canary = try #require(snapshot.pipelines[index].canary)
        snapshot.pipelines[index].canary?.recall.champions = [0, 1].map { ModelVersion(rawValue: $0) }
        _ = model.update(.snapshot(snapshot), at: Fixture.wallTime)
        let bare = model.command("undo")
        let said = model.flash?.text
        let undo = model.command("undo it was better")
        let next = model.command("next")

        #expect(bare.isEmpty && said == "undo needs a reason, for the audit log: v1 would come back.")
        let (rollout, revision) = (canary.record.number, canary.revision)
        let champion = ModelVersion(rawValue: 1)
        #expect(
            undo == [
                intent(.undo(rollout: rollout, revision: revision, version: champion), reason: "it was better")
            ])
        #expect(next == [intent(.nextStep(rollout: rollout, revision: revision))])
    }

    @Test func enterDoesNotConfirmARollBack() {
        var model = Fixture.ramping.model()

        let effects = model.press("B") + model.press(.enter)

        #expect(effects.isEmpty)
        #expect(model.overlay != nil)
    }

    @Test func rollsBackWhatTheCardSaidThoughTheCanaryMovedOn() {
        var model = Fixture.ramping.model()
        _ = model.press("B")

        _ = model.update(.snapshot(Fixture.awaiting.snapshot), at: Fixture.wallTime)
        let effects = model.press("B")

        #expect(effects == [intent(.rollBack(version: ModelVersion(rawValue: 2)))])
    }

    @Test func refusesToRollBackWithoutACandidate() {
        var model = Fixture.calm.model()

        let effects = model.press("B")

        #expect(effects.isEmpty)
        #expect(model.flash?.text == "electricity has no candidate with traffic to roll back.")
    }

    @Test func actsOnThePipelineThatWasSelectedWhenTheCardOpenedThoughRowsAreSortedAnew() {
        var model = Fixture.ramping.model()
        _ = model.press("B")
        var sorted = Fixture.ramping.snapshot
        sorted.pipelines.reverse()

        _ = model.update(.snapshot(sorted), at: Fixture.wallTime + .seconds(1))
        let effects = model.press("B")

        #expect(effects == [intent(.rollBack(version: ModelVersion(rawValue: 2)))])
    }

    @Test func keepsTheSelectionOnThePipelineWhenRowsAreSortedAnew() {
        var model = Fixture.calm.model()
        var sorted = Fixture.calm.snapshot
        sorted.pipelines.reverse()

        _ = model.update(.snapshot(sorted), at: Fixture.wallTime + .minutes(1))

        #expect(model.order.map(\.rawValue) == ["loans", "traffic", "electricity"])
        #expect(model.selected == electricity)
    }

    @Test func keepsTheRowsForAMinuteAfterTheyChangedPlaces() {
        var model = Fixture.calm.model()
        let first = Fixture.calm.snapshot
        var sorted = first
        sorted.pipelines.reverse()
        let change = Fixture.wallTime + .minutes(1)

        _ = model.update(.snapshot(sorted), at: change)
        _ = model.update(.snapshot(first), at: change + .seconds(59))
        let early = model.order.map(\.rawValue)
        _ = model.update(.snapshot(first), at: change + .seconds(60))

        #expect(early == ["loans", "traffic", "electricity"])
        #expect(model.order.map(\.rawValue) == ["electricity", "traffic", "loans"])
    }

    @Test func keepsTheRowsForFiveSecondsAfterAKey() {
        var model = Fixture.calm.model()
        var sorted = Fixture.calm.snapshot
        sorted.pipelines.reverse()
        let key = Fixture.wallTime + .minutes(2)
        _ = model.update(.key(.tab), at: key)

        _ = model.update(.snapshot(sorted), at: key + .seconds(4))
        let early = model.order.map(\.rawValue)
        _ = model.update(.snapshot(sorted), at: key + .seconds(5))

        #expect(early == ["electricity", "traffic", "loans"])
        #expect(model.order.map(\.rawValue) == ["loans", "traffic", "electricity"])
    }

    @Test(arguments: ["A", "B", "H", "R", "P", "a", "{", "}"])
    func refusesEveryActionWhereThePersonMayOnlyLook(key: String) {
        var model = Fixture.awaiting.model(session: Session(user: "ana", isReadOnly: true))

        let effects = model.type(key)

        #expect(effects.isEmpty)
        #expect(model.overlay == nil)
        #expect(model.flash?.text == "Read-only: this screen may look, not act.")
    }

    @Test(arguments: [
        "approve", "rollback", "hold", "resume", "retrain because", "pause", "resume-automation", "ack",
        "release 38191", "drop 38191", "speed 2",
    ])
    func refusesEveryActingCommandWhereThePersonMayOnlyLook(line: String) {
        var model = Fixture.alarmed.model(session: Session(user: "ana", isReadOnly: true))

        let effects = model.command(line)

        #expect(effects.isEmpty)
        #expect(model.flash?.text == "Read-only: this screen may look, not act.")
    }

    @Test func refusesToActWhileThePictureIsFrozen() {
        var model = Fixture.awaiting.model()
        _ = model.press("f")

        let frozen = model.press("B")
        _ = model.press(".")
        _ = model.press("B")

        #expect(frozen.isEmpty)
        #expect(model.overlay != nil)
    }

    @Test func holdsAndResumesAtOnce() {
        var ramping = Fixture.ramping.model()
        var fixture = Fixture.ramping
        fixture.electricity.canary?.record.state = .held(.manual, step: 1)
        var held = fixture.model()

        let hold = ramping.press("H")
        let resume = held.press("H")

        #expect(hold == [intent(.hold(rollout: 2, revision: 6))])
        #expect(resume == [intent(.resume(rollout: 2, revision: 6))])
    }

    @Test func pausesAndResumesAutomationAtOnce() {
        var running = Fixture.calm.model()
        var fixture = Fixture.calm
        fixture.electricity.automation = .off(by: "ana", since: Fixture.electricityTime)
        var paused = fixture.model()

        let pause = running.press("P")
        let resume = paused.press("P")

        #expect(pause == [intent(.pauseAutomation)])
        #expect(resume == [intent(.resumeAutomation)])
    }

    @Test func retrainsOnlyForAReason() {
        var model = Fixture.calm.model()

        let empty = model.press("R") + model.press(.enter)
        let told = model.type("prices jumped") + model.press(.enter)

        #expect(empty.isEmpty)
        #expect(told == [intent(.retrain, reason: "prices jumped")])
    }

    @Test func acknowledgesTheNewestAlertThatNobodyHas() {
        var model = Fixture.searching.model()

        let effects = model.press("a")

        #expect(effects == [intent(.acknowledge(alert: 5))])
    }

    @Test func takesAnAcknowledgementBackOnTheMarkedAlert() {
        var model = Fixture.searching.model()
        _ = model.press("5")
        _ = model.press("j")

        let effects = model.press("a")

        #expect(effects == [intent(.unacknowledge(alert: 4))])
    }

    @Test func goesToTheNextNeedAndAroundTheEnd() {
        var model = Fixture.alarmed.model()

        _ = model.press("!")
        let first = (model.selected?.rawValue, model.focus)
        _ = model.press("!")
        let second = (model.selected?.rawValue, model.focus)
        _ = model.press("!")

        #expect(first == ("electricity", .alerts))
        #expect(second == ("traffic", .alerts))
        #expect(model.selected == electricity)
    }

    @Test func asksBeforeItQuitsAnEngineAtWork() {
        var asked = Fixture.ramping.model(session: Session(user: "ana", asksBeforeQuit: true))
        var calm = Fixture.calm.model(session: Session(user: "ana", asksBeforeQuit: true))
        var attached = Fixture.ramping.model()

        #expect(asked.press("q").isEmpty)
        #expect(asked.press("q") == [.quit])
        #expect(calm.press("q") == [.quit])
        #expect(attached.press(.control("c")) == [.quit])
    }

    @Test func asksBeforeItQuitsAnEngineThatAnswersCallers() {
        let session = Session(user: "ana", asksBeforeQuit: true, answersCallers: true)
        var asked = Fixture.calm.model(session: session)

        #expect(asked.press("q").isEmpty)
        let card = DashboardScreen.render(asked, size: Size(columns: 80, rows: 24), glyphs: .unicode).text()
        #expect(card.contains("Callers get no answers until it is back."))
        #expect(!card.contains("In progress"))
        #expect(asked.press("q") == [.quit])
    }

    @Test func leavesAZoomBeforeTheProgram() {
        var model = Fixture.calm.model()
        _ = model.press("z")

        #expect(model.press("q").isEmpty)
        #expect(model.press("q") == [.quit])
    }

    @Test func changesTheReplaySpeedByOneStep() {
        var model = Fixture.calm.model()

        #expect(model.press("}") == [.setReplayFactor(100)])
        #expect(model.press("{") == [.setReplayFactor(20)])
    }

    @Test func ringsOnceForAnAlertThatStartsToFire() {
        var model = Fixture.calm.model()

        let first = model.update(.snapshot(Fixture.searching.snapshot), at: Fixture.wallTime)
        let second = model.update(.snapshot(Fixture.searching.snapshot), at: Fixture.wallTime)

        #expect(
            first == [
                .bell, .notify("electricity: .81 to .61 in 900 rows"), .notify("electricity: stability .31, limit .25"),
            ])
        #expect(second.isEmpty)
    }

    @Test func showsTheEnginesAnswer() {
        var model = Fixture.awaiting.model()

        _ = model.update(.reply(.refused("canary is now at step 4, 25 %")), at: Fixture.wallTime)

        #expect(model.flash?.text == "canary is now at step 4, 25 %")
        #expect(model.flash?.kind == .refusal)
    }
}
