import Domain
import Testing

@testable import Engine

struct ReplayTests {
    private static let one = ModelVersion(rawValue: 1)
    private static let two = ModelVersion(rawValue: 2)
    private static let three = ModelVersion(rawValue: 3)

    /// v1 knew the first regime, v2 the second; the candidate has forgotten the first.
    private static var replay: ReplayEvidence {
        var replay = ReplayEvidence()
        replay.windows = [GateBench.labelled(1_001...1_040), GateBench.labelled(2_001...2_040)]
        replay.regimes = [
            GateBench.labelled(1_001...1_100), GateBench.labelled(2_001...2_100), GateBench.labelled(3_001...3_100),
        ]
        let second = ReplayEvidence.Reign(version: two, model: RuleModel.right { $0.id > 1_000 && $0.id % 10 > 0 })
        replay.reigns = [
            ReplayEvidence.Reign(version: one, model: RuleModel.right { $0.id < 2_000 }), second,
        ]
        replay.champion = second
        return replay
    }

    private static let forgetful = RuleModel.right { $0.id > 2_000 || $0.id % 2 == 0 }

    @Test func failsACandidateThatForgotAnOldRegime() throws {
        var evidence = GateBench.evidence(candidate: Self.forgetful)
        evidence.grid = Self.replay.grid(of: Self.forgetful, Self.three, evidence)

        let finding = OldWindowsGate(drop: 0.05).judge(evidence)

        #expect(finding.verdict == .fail)
        #expect(finding.value.map { abs($0 - 0.4) < 1e-12 } == true)
        #expect(finding.count == 380)
    }

    @Test func passesACandidateThatForgotNothing() {
        let candidate = RuleModel.right { $0.id % 20 > 0 }
        var evidence = GateBench.evidence(candidate: candidate)
        evidence.grid = Self.replay.grid(of: candidate, Self.three, evidence)

        let finding = OldWindowsGate(drop: 0.05).judge(evidence)

        #expect(finding.verdict == .pass)
        #expect(finding.detail.contains("the worst of 2 old windows and 3 regimes"))
    }

    /// Two rows of 20 are a drop that chance explains; at a step that stops nothing.
    @Test(arguments: [(OldWindowsGate.Demand.seen, Verdict.fail), (.proven, .pass)])
    func stopsARunningCandidateOnlyOnProof(demand: OldWindowsGate.Demand, verdict: Verdict) {
        let champion = RuleModel.right { _ in true }
        let candidate = RuleModel.right { $0.id != 1_007 && $0.id != 1_009 }
        var evidence = GateBench.evidence(candidate: candidate, champion: champion)
        var replay = ReplayEvidence()
        replay.windows = [GateBench.labelled(1_001...1_020)]
        replay.champion = ReplayEvidence.Reign(version: Self.one, model: champion)
        evidence.grid = replay.grid(of: candidate, Self.two, evidence)

        #expect(OldWindowsGate(drop: 0.05, demand: demand).judge(evidence).verdict == verdict)
    }

    @Test func asksForNothingWhereNoRowIsReserved() {
        #expect(
            OldWindowsGate(drop: 0.05).judge(GateBench.evidence())
                == .without("no old window is reserved yet", bound: 0.05))
    }

    @Test func fillsTheGridWithScoresOfAllVersions() throws {
        let grid = try #require(Self.replay.grid(of: Self.forgetful, Self.three, GateBench.evidence()))

        #expect(grid.columns.map(\.kind) == [.window, .window, .regime, .regime, .regime])
        #expect(grid.rows.map(\.version) == [Self.one, Self.two, Self.three])
        #expect(grid.rows[0].cells.map { $0?.value } == [1, 0, 1, 0, 0])
        #expect(grid.rows[2].cells.map { $0.map { ($0.value * 1_000).rounded() } } == [500, 1_000, 500, 1_000, 1_000])
        #expect(grid.averageAccuracy.map { abs($0.value - 2.5 / 3) < 1e-12 } == true)
        // −0.5 on what v1 was trained for, +0.1 on what v2 was.
        #expect(grid.backwardTransfer.map { abs($0.value + 0.2) < 1e-12 } == true)
        #expect(grid.worstColumn == 0)
    }

    /// At a step the versions of the past need not be scored again.
    @Test func keepsThePastInAnUpdatedGrid() throws {
        let whole = try #require(Self.replay.grid(of: Self.forgetful, Self.three, GateBench.evidence()))
        var small = Self.replay
        small.knowsTransfers = false
        small.reigns[0] = ReplayEvidence.Reign(version: small.reigns[0].version, model: nil)
        let recovered = RuleModel.right { _ in true }
        let newer = try #require(small.grid(of: recovered, Self.three, GateBench.evidence()))

        let updated = whole.updated(by: newer)

        #expect(updated.rows[0] == whole.rows[0])
        #expect(updated.rows[2].cells.map { $0?.value } == [1, 1, 1, 1, 1])
        #expect(updated.backwardTransfer == whole.backwardTransfer)
        #expect(updated.averageAccuracy?.value == 1)
    }

    @Test func cutsReservedRowsIntoWindowsAndSpreadsThem() {
        let reserved = LabelledEventQuery.Reservation(every: 1_000, offset: 500, rows: 40)
        let rows = (Int64(0)..<6).flatMap { GateBench.labelled(($0 * 1_000 + 500)...($0 * 1_000 + 539)) }

        let windows = ReplayWindows.spread(rows + GateBench.labelled(6_500...6_505), reserved, count: 3)

        #expect(windows.map { $0.first?.event.id } == [500, 2_500, 5_500])
        #expect(windows.allSatisfy { $0.count == 40 })
    }

    /// Numbers of requests lie far apart: their windows are full by count.
    @Test func cutsRowsOfRequestsByTheirCount() {
        let reserved = LabelledEventQuery.Reservation(every: 1_000, offset: 500, rows: 40)
        let rows = (Int64(0)..<100).map { index in
            LabelledEvent(event: GateBench.event(2_000_000_000_000 + index * 7_003), truth: .category(0))
        }

        #expect(ReplayWindows.spread(rows, reserved, count: 5).map(\.count) == [40, 40, 20])
    }
}
