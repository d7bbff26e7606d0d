import Domain
import Testing

@testable import flywheel

struct CanaryGuardsTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    @Test func readsEachGuardOfACanary() throws {
        let text =
            ScratchWorkspace.pipeline + """

                canary:
                  start: approval
                  two_person: true
                  owners: [ann, bo]
                  newcomer: replace
                  freeze_windows: [fri 18:00 to mon 06:00, daily 22:00 to 06:00]
                  max_promotions_a_day: 2
                  warming_time: 1h
                  approval_reminder: 2d
                  at_approval_deadline: roll-back
                  sample_ratio_alpha: 0
                  error_limit: 9
                  error_deadline: 3h
                  harm_budget: 12.5
                  promotion_budget: 0.03
                  bake_time: 6h
                  rollback_window: 1
                  guardrail_alpha: 0.01
                  guardrails: all
                  error_margin: 0.002
                  score_shift: 0.4
                """
        var expected = CanaryGuards()
        expected.start = .approval
        expected.secondPerson = true
        expected.owners = ["ann", "bo"]
        expected.newcomer = .replace
        expected.freezeWindows = ["fri 18:00 to mon 06:00", "daily 22:00 to 06:00"].compactMap { FreezeWindow($0) }
        expected.promotionsADay = 2
        expected.warmingTime = .hours(1)
        expected.reminder = .days(2)
        expected.atApprovalDeadline = .rollBack
        expected.sampleRatioAlpha = 0
        expected.errorLimit = 9
        expected.errorDeadline = .hours(3)
        expected.harmBudget = 12.5
        expected.promotionBudget = 0.03
        expected.bakeTime = .hours(6)
        expected.rollbackWindow = 1
        expected.guardrails.alpha = 0.01
        expected.guardrails.awaited = .all
        expected.guardrails.errorMargin = 0.002
        expected.guardrails.scoreShift = 0.4

        let path = try workspace.folder.write(text, to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()

        #expect(problems.filter { !$0.isWarning } == [])
        #expect(definition?.canary.guards == expected)
    }

    @Test(arguments: [("margin: 0.04", 0.04), ("promotion_budget: none", nil), ("min_pairs: 100", 0.02)])
    func boundsAllPromotionsByTheMarginOfOne(_ line: String, _ budget: Double?) throws {
        let text = ScratchWorkspace.pipeline + "\ncanary: {\(line)}"

        let path = try workspace.folder.write(text, to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()

        #expect(problems.filter { !$0.isWarning } == [])
        #expect(definition?.canary.guards.promotionBudget == budget)
    }
}
