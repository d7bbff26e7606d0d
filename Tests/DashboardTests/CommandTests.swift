import Dashboard
import Domain
import Terminal
import Testing

struct CommandTests {
    private var model = Fixture.alarmed.model(session: Session(user: "ana", themes: ["dark", "light"]))

    @Test func changesToAThemeThatThereIs() {
        var model = model

        let known = model.command("theme light")
        let unknown = model.command("theme pink")

        #expect(known == [.setTheme("light")])
        #expect(unknown.isEmpty)
        #expect(model.flash?.text == "There is no theme pink; there are dark, light.")
    }

    @Test func completesCommandsAndTheirArguments() {
        var model = model
        _ = model.press(":")

        _ = model.type("th")
        _ = model.press(.tab)
        _ = model.type("l")
        _ = model.press(.tab)
        let effects = model.press(.enter)

        #expect(effects == [.setTheme("light")])
    }

    @Test func namesTheCommandsThatAShortNameMayMean() {
        var model = model

        _ = model.command("re")

        #expect(model.flash?.text == "re may be resume, retry, retrain, resume-automation, release.")
    }

    @Test func releasesAndDropsQuarantinedRows() {
        var model = model
        _ = model.press(.right)

        let released = model.command("release 38191")
        let dropped = model.command("drop 38192")
        let again = model.command("drop 38190")

        #expect(released.commands == [.releaseRow(38_191)])
        #expect(dropped.commands == [.dropRow(38_192)])
        #expect(again.isEmpty)
        #expect(model.flash?.text == "Row 38190 is released already.")
    }

    @Test func showsWhyAnyPipelineServes() {
        var model = model

        _ = model.command("why loans")

        #expect(model.overlay == .why(PipelineName(rawValue: "loans"), scroll: 0))
    }

    @Test func copiesWhyAsText() {
        var model = model

        let effects = model.press("y")

        #expect(
            effects == [
                .copy(
                    "v1 (boosted trees, 1,000 rows) serves since 23 May 1996.\n"
                        + "It is the first version; nothing has been promoted since.")
            ])
    }

    @Test func savesTheDisplayWhereItIsToldTo() {
        var model = model

        #expect(model.command("save-display frame.txt") == [.saveDisplay("frame.txt")])
        #expect(model.command("save-display").isEmpty)
    }

    @Test(arguments: [("speed 20", 20.0), ("speed ×0.5", 0.5), ("speed 0", 0)])
    func setsTheReplaySpeed(line: String, factor: Double) {
        var model = model

        #expect(model.command(line) == [.setReplayFactor(factor)])
    }

    @Test(arguments: ["speed", "speed fast", "speed -1", "speed 2000", "speed nan"])
    func refusesSpeedsThatThereAreNot(line: String) {
        var model = model

        #expect(model.command(line).isEmpty)
        #expect(model.flash?.kind == .refusal)
    }

    @Test func hidesAndShowsTheCaption() {
        var model = model

        _ = model.command("caption off")
        let hidden = model.showsCaption
        _ = model.command("caption on")

        #expect(!hidden)
        #expect(model.showsCaption)
    }

    @Test func narrowsTheFocusedPaneByAText() {
        var model = model
        _ = model.press("4")
        _ = model.press("/")

        _ = model.type("vic")
        _ = model.press(.enter)
        let text = DashboardScreen.render(model, size: Size(columns: 80, rows: 24), glyphs: .unicode).text()

        #expect(text.contains("vic_price"))
        #expect(!text.contains("nsw_price"))
    }
}

extension [DashboardEffect] {
    var commands: [Command] {
        compactMap { effect in
            if case .submit(let intent) = effect { intent.command } else { nil }
        }
    }
}
