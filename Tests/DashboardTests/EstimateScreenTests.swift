import Dashboard
import Domain
import Terminal
import Testing

/// The chart where labels lag: realised up to the watermark, estimated after it.
struct EstimateScreenTests {
    enum Light: String, CaseIterable {
        case trusted
        case dark

        var fixture: Fixture {
            switch self {
            case .trusted: Fixture.lagging()
            case .dark:
                Fixture.lagging([
                    EstimateSnapshot.Reason(
                        .drift,
                        "on 500 rows with labels the accuracy is 78.4 %, the estimate said 87.0 %: 5.71 standard "
                            + "deviations apart")
                ])
            }
        }

        func model(_ size: Size) -> DashboardModel {
            var model = fixture.model(size)
            _ = model.press(.right)
            _ = model.press(.right)
            return model
        }
    }

    @Test(
        arguments: Light.allCases,
        [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)])
    func looksAsItsPicture(light: Light, size: Size) throws {
        let model = light.model(size)

        let frame = DashboardScreen.render(model, size: size, glyphs: .unicode)
        let ascii = DashboardScreen.render(model, size: size, glyphs: .ascii).text()

        let name = "estimate-\(light.rawValue)-\(size.columns)x\(size.rows)"
        try expectGolden(frame.text(), name)
        try expectGolden(frame.roles(), "\(name)-roles")
        try expectGolden(ascii, "\(name)-ascii")
        #expect(ascii.utf8.allSatisfy { $0 < 128 })
    }

    @Test func aShortLagCluttersNothing() throws {
        let size = Size(columns: 120, rows: 40)
        var lagging = Fixture.calm
        lagging.electricity.labels.watermark = lagging.electricity.streamTime - .minutes(30)
        lagging.electricity.labels.estimate = Fixture.lagging().loans.labels.estimate

        let plain = DashboardScreen.render(Fixture.calm.model(size), size: size, glyphs: .unicode).text()
        let shown = DashboardScreen.render(lagging.model(size), size: size, glyphs: .unicode).text()

        #expect(shown == plain)
    }

    @Test func expectsNothingWhereNoAnswerWaitsForItsLabel() {
        let size = Size(columns: 120, rows: 40)
        var ended = Light.dark.fixture
        ended.loans.labels.estimate?.points = []
        var model = ended.model(size)
        _ = model.press(.right)
        _ = model.press(.right)

        let shown = DashboardScreen.render(model, size: size, glyphs: .unicode).text()

        #expect(shown.contains("labelled to 15 Jan"))
        #expect(shown.contains("dark") == false)
    }

    /// A program that put points where their labels came is followed by one that puts them where their events were.
    @Test func leavesOutWhatLaterPointsSpeakAgainOf() {
        let size = Size(columns: 120, rows: 40)
        var mixed = Light.trusted.fixture
        for index in mixed.loans.points.indices.prefix(40) {
            mixed.loans.points[index].time = mixed.loans.streamTime
            mixed.loans.points[index].through = nil
        }
        var cut = Light.trusted.fixture
        cut.loans.points.removeFirst(40)

        let text = { (fixture: Fixture) in
            var model = fixture.model(size)
            _ = model.press(.right)
            _ = model.press(.right)
            return DashboardScreen.render(model, size: size, glyphs: .unicode).text()
        }
        #expect(text(mixed) == text(cut))
    }
}
