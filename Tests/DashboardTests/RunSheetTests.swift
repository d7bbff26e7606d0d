import Dashboard
import Domain
import Terminal
import Testing

/// The sheet of one run: recipe, origin, cost, learning curve, and what came of it.
struct RunSheetTests {
    private static let electricity = PipelineName(rawValue: "electricity")

    /// The best trial judged on four slices, the next one stopped after two.
    private static func fixture() -> Fixture {
        var fixture = Fixture.searching
        var search = Fixture.search(isRunning: true, status: "5 of 12 trials")
        for (place, values) in [[0.804, 0.812, 0.79, 0.801], [0.78, 0.74]].enumerated() {
            search.runs[place].tracking?.slices = 4
            search.runs[place].tracking?.bars = [0.77, 0.775, 0.78, nil]
            search.runs[place].tracking?.started = Fixture.wallTime
            search.runs[place].tracking?.queueSeconds = 0.3
            search.runs[place].tracking?.curve = values.enumerated().map { slice, value in
                CurvePoint(
                    slice: slice, score: MetricEstimate(value: value, margin: 0.02, count: 300), trainedRows: 1_500)
            }
            search.runs[place].model = ContentDigest(bytes: [UInt8](repeating: 0xAB, count: 32))
            search.runs[place].dataset = ContentDigest(bytes: [UInt8](repeating: 0x1D, count: 32))
            search.runs[place].bytes = 87_400
            search.runs[place].specification.hyperparameters = [
                Hyperparameter("members", 40), Hyperparameter("learning_rate", 0.003_12),
            ]
        }
        search.runs[1].state = .stopped
        fixture.electricity.search = search
        return fixture
    }

    private static func opened(_ size: Size = Size(columns: 80, rows: 24)) -> DashboardModel {
        var model = fixture().model(size)
        _ = model.press("2")
        _ = model.press(.enter)
        return model
    }

    private static func lineage(_ model: DashboardModel) throws -> RunLineage {
        guard case .run(let sheet) = model.overlay else { throw LineageProblem() }
        let digest = try #require(sheet.found.run.model)
        return RunLineage(
            found: sheet.found, trigger: nil, refit: 52,
            version: VersionRecord(
                version: ModelVersion(rawValue: 2), specification: sheet.found.run.specification, summary: "",
                model: digest, dataset: digest, trainedRows: 1_800, trainedThrough: Fixture.electricityTime, search: 7,
                createdAt: Fixture.electricityTime),
            rollouts: [Fixture.canarySnapshot(state: .ramping(step: 1), weight: 25).record])
    }

    private struct LineageProblem: Error {}

    private func text(_ model: DashboardModel, _ glyphs: GlyphSet = .unicode) -> String {
        DashboardScreen.render(model, size: model.size, glyphs: glyphs).text()
    }

    @Test func asksTheHistoryWhatCameOfTheRun() {
        var model = Self.fixture().model()
        _ = model.press("2")

        let effects = model.press(.enter)

        #expect(effects == [.tellLineage(Self.electricity, run: 40)])
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60), Size(columns: 60, rows: 40)])
    func showsARunInFull(size: Size) throws {
        var model = Self.opened(size)
        _ = model.update(.lineage(Self.electricity, try Self.lineage(model)), at: Fixture.wallTime)

        let name = "run-\(size.columns)x\(size.rows)"
        try expectGolden(text(model), name)
        try expectGolden(DashboardScreen.render(model, size: size, glyphs: .unicode).roles(), "\(name)-roles")
        try expectGolden(text(model, .ascii), "\(name)-ascii")
        #expect(text(model, .ascii).utf8.allSatisfy { $0 < 128 })
    }

    @Test func tellsWhereItCameFromAndWhatItCost() {
        let shown = text(Self.opened(Size(columns: 140, rows: 40)))

        #expect(shown.contains("warm, begun from what earlier searches found; drawn by tpe"))
        #expect(shown.contains("2.1 s, 1.9 s CPU, 41 MB at the peak, waited 0.3 s"))
        #expect(shown.contains("members 40, learning_rate .00312"))
        #expect(shown.contains("1d1d1d1d"))
        #expect(shown.contains("abababab, 87 kB"))
        #expect(shown.contains("Learning curve  4 of 4 slices"))
    }

    @Test func leavesALineageThatIsAnotherRuns() throws {
        var model = Self.opened()
        var lineage = try Self.lineage(model)
        lineage.found.run.number = 99

        _ = model.update(.lineage(Self.electricity, lineage), at: Fixture.wallTime)

        #expect(!text(model).contains("rollout"))
    }

    @Test func goesToTheNextRunAndBack() {
        var model = Self.opened()

        let next = model.press("n")
        let shown = text(model)
        let back = model.press("N")
        _ = model.press("N")

        #expect(next == [.tellLineage(Self.electricity, run: 41)])
        #expect(back == [.tellLineage(Self.electricity, run: 40)])
        #expect(shown.contains("Run 41"))
        #expect(shown.contains("stopped 2/4"))
        #expect(model.flash?.text == "This is the first run.")
    }

    @Test func scrollsToItsEndAndNotBeyond() {
        var model = Self.opened(Size(columns: 60, rows: 20))
        let first = text(model)

        _ = model.press("G")
        let last = text(model)
        _ = model.press("j")

        #expect(first.contains("more, j scrolls"))
        #expect(last.contains("to go on"))
        #expect(text(model) == last)
    }

    @Test func putsTheShapesOfCurvesSideBySide() {
        var model = Self.fixture().model(Size(columns: 120, rows: 40))
        _ = model.press("2")
        _ = model.type("   c")

        let shown = text(model)

        #expect(shown.contains("slices"))
        #expect(shown.contains(" 4 of 4"))
        #expect(shown.contains("█▁ 2 of 4"))
    }

    @Test func copiesTheRun() {
        var model = Self.opened()

        guard case .copy(let copied)? = model.press("y").first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(copied.contains("origin"))
    }

    @Test func asksAgainWhenTheRunsFateMayHaveChanged() throws {
        var model = Self.opened()
        let same = model.update(.snapshot(Self.fixture().snapshot), at: Fixture.wallTime)
        var fixture = Self.fixture()
        fixture.electricity.search?.runs[5].state = .failed

        let changed = model.update(.snapshot(fixture.snapshot), at: Fixture.wallTime)

        #expect(same.isEmpty)
        #expect(changed == [.tellLineage(Self.electricity, run: 40)])
    }

    @Test(arguments: [0, 1, 2, 5])
    func drawsCurvesOfAnyLength(count: Int) {
        var fixture = Self.fixture()
        fixture.electricity.search?.runs[0].tracking?.curve = (0..<count).map { slice in
            CurvePoint(
                slice: slice, score: MetricEstimate(value: slice == 3 ? .nan : 0.8, margin: 0, count: 10),
                trainedRows: 9)
        }
        for size in [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 300, rows: 100)] {
            var model = fixture.model(size)
            _ = model.press("2")
            _ = model.press(.enter)

            #expect(text(model).contains("Learning curve") == (count > 0 && size.rows > 10))
        }
    }
}
