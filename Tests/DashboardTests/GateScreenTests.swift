import Dashboard
import Domain
import Terminal
import Testing

/// The gates with the replay of old rows, and the predictions that can become golden cases.
struct GateScreenTests {
    private static func cell(_ value: Double) -> ReplayGrid.Estimate {
        ReplayGrid.Estimate(value: value, margin: 0.03, count: 150)
    }

    private static var fixture: Fixture {
        var fixture = Fixture.ramping
        let time = fixture.electricity.streamTime
        let kinds: [ReplayGrid.Column.Kind] = [.window, .window, .window, .regime, .regime]
        var record = fixture.electricity.canary?.record
        record?.grid = ReplayGrid(
            columns: kinds.enumerated().map { place, kind in
                ReplayGrid.Column(
                    kind: kind, from: time - .days(90 - 20 * (place % 3)), through: time - .days(80 - 20 * (place % 3)),
                    rows: 150)
            },
            rows: [
                ReplayGrid.Row(
                    version: ModelVersion(rawValue: 1),
                    cells: [0.83, 0.81, 0.62, 0.82, 0.61].map { Self.cell($0) }),
                ReplayGrid.Row(
                    version: ModelVersion(rawValue: 2),
                    cells: [0.79, 0.81, 0.84, 0.8, nil].map { $0.map { Self.cell($0) } }),
            ],
            averageAccuracy: cell(0.815), backwardTransfer: cell(-0.02), worstDrop: cell(0.04), worstColumn: 0)
        record?.gates = GateResult.Gate.allCases.map { gate in
            let verdict: Verdict =
                gate == .golden || gate == .bias ? .inconclusive : gate == .calibration ? .fail : .pass
            return GateResult(
                gate: gate, isRequired: verdict == .pass, verdict: verdict,
                value: verdict == .inconclusive ? nil : 0.04,
                bound: 0.05, count: 150, detail: "as it was measured")
        }
        if let record { fixture.electricity.canary?.record = record }
        fixture.electricity.answers = (0..<30).map { place in
            AnswerSnapshot(
                event: Int64(8_000 - place), time: time - .minutes(30 * place), version: ModelVersion(rawValue: 1),
                answer: "UP", truth: place % 3 == 0 ? "DOWN" : "UP", isRight: place % 3 != 0,
                golden: place == 2 ? 1 : nil)
        }
        return fixture
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 60)])
    func showsAllGatesAndTheGrid(size: Size) throws {
        var model = Self.fixture.model(size)
        _ = model.press("3")
        _ = model.press("z")
        if size.rows < 40 { _ = model.press("G") }

        let frame = DashboardScreen.render(model, size: size, glyphs: .unicode)

        try expectGolden(frame.text(), "gates-\(size.columns)x\(size.rows)")
        try expectGolden(frame.roles(), "gates-\(size.columns)x\(size.rows)-roles")
        #expect(frame.text().contains("ACC .82 ± .03"))
    }

    @Test func namesAMarkedPredictionAsAGoldenCase() throws {
        var model = Self.fixture.model(Size(columns: 80, rows: 24))

        _ = model.press("p")
        _ = model.press("j")
        let frame = DashboardScreen.render(model, size: Size(columns: 80, rows: 24), glyphs: .unicode)
        _ = model.press(.enter)
        _ = model.type("the crash of May")
        let effects = model.press(.enter)

        try expectGolden(frame.text(), "predictions-80x24")
        guard case .submit(let intent) = effects.first else {
            Issue.record("nothing was submitted")
            return
        }
        #expect(intent.command == .addGolden(event: 7_999, truth: nil))
        #expect(intent.reason == "the crash of May")
    }

    @Test func asksForTheReasonOfAGoldenCase() {
        var model = Self.fixture.model(Size(columns: 80, rows: 24))

        let effects = model.command("golden 7999")

        #expect(effects.isEmpty)
        #expect(model.flash?.text == "golden needs a prediction's number and a reason.")
    }

    @Test func saysThatNoPredictionHasItsLabelYet() {
        var model = Fixture.calm.model(Size(columns: 80, rows: 24))

        _ = model.press("p")
        let shown = DashboardScreen.render(model, size: Size(columns: 80, rows: 24), glyphs: .unicode).text()
        _ = model.press(.enter)

        #expect(shown.contains("No prediction has its label yet."))
        #expect(model.overlay == nil)
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 60)])
    func showsTheWorstOfEachGuardrail(size: Size) throws {
        var fixture = Fixture.ramping
        fixture.electricity.canary?.guardrails = [
            GuardrailState(
                kind: .slices, subject: "price up to 0.251", value: 0.02, limit: 0.05, count: 312,
                verdict: .inconclusive),
            GuardrailState(
                kind: .slices, subject: "price above 0.413", value: -0.1, limit: 0.05, count: 298, verdict: .pass),
            GuardrailState(
                kind: .bias, subject: "customer new: errors", value: 0.31, limit: 0.1, count: 140, verdict: .fail),
            GuardrailState(
                kind: .errors, subject: "answers that are none", value: 0, limit: 0.01, count: 1_204, verdict: .pass),
        ]
        var model = fixture.model(size)
        _ = model.press("3")
        _ = model.press("z")
        if size.rows < 40 { _ = model.press("G") }

        let frame = DashboardScreen.render(model, size: size, glyphs: .unicode)

        try expectGolden(frame.text(), "guardrails-\(size.columns)x\(size.rows)")
    }
}
