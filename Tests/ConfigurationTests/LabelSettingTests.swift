import Domain
import Testing

@testable import flywheel

struct LabelSettingTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    private func labels(_ text: String) throws -> LabelDefinition? {
        let pipeline = ScratchWorkspace.pipeline.replacing("labels: {delay: 1h}", with: text)
        let path = try workspace.folder.write(pipeline, to: "pipelines/p.yaml")
        return PipelineFile(path: path, workspace: workspace.folder.path).read().definition?.labels
    }

    @Test func readsWhatLabelsMean() throws {
        #expect(try labels("labels: {delay: 1h}") == LabelDefinition(delay: .hours(1), horizon: .days(7)))
        let full =
            "labels: {delay: 1h, horizon: 2d, retention: 30d, implicit: DOWN, complete: 0.9, conflict: last-writer, "
            + "sampling: 0.05, tolerance: 5s}"
        #expect(
            try labels(full)
                == LabelDefinition(
                    delay: .hours(1), horizon: .days(2), retention: .days(30), implicit: .category("DOWN"),
                    complete: 0.9, conflict: .lastWriter, sampling: 0.05,
                    tolerance: .seconds(5)))
    }

    @Test func drawsAnAuditShareWhereLabelsAreChosen() throws {
        #expect(try labels("labels: {delay: 1h}")?.audit == 0)
        #expect(try labels("labels: {delay: 1h, sampling: 0.1}")?.audit == 0.02)
        #expect(try labels("labels: {delay: 1h, sampling: 0.1, audit: 0.05}")?.audit == 0.05)
        #expect(try labels("labels: {delay: 1h, sampling: 0.1, audit: 0}")?.audit == 0)
    }

    @Test(arguments: [
        ("implicit: SIDEWAYS", "labels.implicit is \"SIDEWAYS\"; use one of the classes DOWN, UP"),
        ("conflict: votes", "labels.conflict is \"votes\"; did you mean vote?"),
        ("complete: 0.2", "labels.complete is \"0.2\"; use a number from 0.5 to 1"),
        ("sampling: 0", "labels.sampling is \"0\"; use a number above 0, at most 1"),
        ("tolerance: 2d", "labels.tolerance is \"2d\"; use a time from 0s to 1d"),
        ("sampling: 0.1, audit: 2", "labels.audit is \"2\"; use a number from 0 to 1"),
        (
            "audit: 0.05",
            "labels.audit is 0.05; leave it out where all labels are asked for, or write the smallest chance as "
                + "labels.sampling"
        ),
        ("retention: 1d", "labels.retention is 1d; use at least the horizon, 7d"),
        ("implicite: DOWN", "labels.implicite is not a key; did you mean implicit?"),
    ])
    func saysWhatIsWrong(setting: String, problem: String) throws {
        let found = try workspace.problems(
            in: ScratchWorkspace.pipeline.replacing("labels: {delay: 1h}", with: "labels: {delay: 1h, \(setting)}"))
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(problem) == true, "\(found)")
    }

    @Test func aRegressionHasNoMajority() throws {
        let text = ScratchWorkspace.pipeline
            .replacing("task: classification\nclasses: [DOWN, UP]", with: "task: regression")
            .replacing("labels: {delay: 1h}", with: "labels: {delay: 1h, implicit: 0, conflict: vote}")
        let found = try workspace.problems(in: text)
        #expect(
            found.contains { $0.contains("labels.conflict is \"vote\"; use one of refuse, last-writer") }, "\(found)")
        #expect(!found.contains { $0.contains("implicit") })
    }
}
