import Domain
import Testing

@testable import flywheel

/// How a candidate meets the traffic, as the pipeline file says it.
struct CanaryExposureTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    private func canary(_ text: String) throws -> (CanaryDefinition?, [String]) {
        let path = try workspace.folder.write(
            ScratchWorkspace.pipeline + "\ncanary: {\(text)}\n", to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()
        return (definition?.canary, problems.filter { !$0.isWarning }.map(\.description))
    }

    @Test func readsAShadowBeforeTheRamp() throws {
        let (canary, problems) = try canary("shadow_pairs: 100, shadow_time: 6h, steps: [10, 100]")

        #expect(problems == [])
        #expect(canary?.exposure.shadowPairs == 100)
        #expect(canary?.exposure.shadowTime == .hours(6))
        #expect(canary?.shares == [0, 10, 100])
    }

    @Test(arguments: [("shadow", CanaryExposure.Mode.shadow), ("blue-green", .blueGreen)])
    func readsAModeWithoutSteps(word: String, mode: CanaryExposure.Mode) throws {
        let (canary, problems) = try canary("mode: \(word)")

        #expect(problems == [])
        #expect(canary?.exposure.mode == mode)
        #expect(canary?.shares == [0, 100])
    }

    @Test func readsAComparisonOfOutcomes() throws {
        let (canary, problems) = try canary(
            "mode: split, split_share: 20, split_metric: reward, split_goal: lower, split_effect: 0.05, split_margin: 0.5, "
                + "split_window: 2d, split_units: 20000, shadow_pairs: 50")
        var split = SplitDefinition()
        split.share = 20
        split.goal = .lower
        split.effect = 0.05
        split.margin = 0.5
        split.window = .days(2)
        split.fixedUnits = 20_000

        #expect(problems == [])
        #expect(canary?.exposure.split == split)
        #expect(canary?.shares == [0, 20, 100])
    }

    @Test(arguments: [
        ("mode: blue-gren", "pipelines/p.yaml:6: canary.mode is \"blue-gren\"; did you mean blue-green?"),
        (
            "mode: shadow, steps: [5, 100]",
            "pipelines/p.yaml:6: canary.steps is given where mode is shadow; only mode: ramp has steps; remove them"
        ),
        (
            "mode: shadow, approval: automatic",
            "pipelines/p.yaml:6: canary.approval is automatic where mode is shadow; a person ends a shadow; use approval: "
                + "promotion, or mode: blue-green"
        ),
        (
            "shadow_pairs: -1",
            "pipelines/p.yaml:6: canary.shadow_pairs is \"-1\"; use a whole number from 0"
        ),
        (
            "mode: split, split_share: 100",
            "pipelines/p.yaml:6: canary.split_share is \"100\"; use a percent above 0 and below 100"
        ),
        (
            "split_share: 20",
            "pipelines/p.yaml:6: canary.split_share is given where mode is ramp; only mode: split has it; write mode: split, "
                + "or remove it"
        ),
        (
            "mode: split, split_metric: revenue",
            "pipelines/p.yaml:6: canary.split_metric is \"revenue\"; use one of reward, loss"
        ),
        (
            "mode: split, split_metric: loss, split_goal: lower",
            "pipelines/p.yaml:6: canary.split_goal is given where split_metric is loss; a lower loss is better; remove it"
        ),
        (
            "mode: split, split_window: 30d",
            "pipelines/p.yaml:6: canary.split_window is 30d; outcomes are taken up to labels.horizon, 7d; use at most that"
        ),
        (
            "mode: split, split_units: 10",
            "pipelines/p.yaml:6: canary.split_units is \"10\"; use a whole number from 40, or none"
        ),
        (
            "shadow_time: soon",
            "pipelines/p.yaml:6: canary.shadow_time is \"soon\"; use a time such as 30m, 1h30m or 7d"
        ),
    ])
    func saysWhatIsWrong(text: String, problem: String) throws {
        #expect(try canary(text).1 == [problem])
    }
}
