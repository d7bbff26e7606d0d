import Domain
import Testing

@testable import flywheel

/// Learners of the user's own in a pipeline file.
struct ProgramSectionTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
        try workspace.folder.write("", to: "learners/forest.py")
    }

    private func read(_ lines: String...) throws -> (definition: PipelineDefinition?, problems: [String]) {
        let text = ([ScratchWorkspace.pipeline] + lines).joined(separator: "\n")
        let path = try workspace.folder.write(text, to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()
        return (definition, problems.map { "\($0.key) is \($0.found); \($0.remedy)" })
    }

    @Test func readsALearnerThatASearchAndTheFirstVersionMayHave() throws {
        let (definition, problems) = try read(
            "search: {learners: [linear, my-forest], programs: {my-forest: {command: [sh, learners/forest.py], "
                + "ranges: {trees: [10, 200], rate: [0.01, 1], share: [0.5, 1], kind: [1, 2, 4], depth: 3}, "
                + "whole: [trees, depth], logarithmic: [rate]}}}", "initial: {learner: my-forest}")

        #expect(problems == [])
        let program = SearchProgram(
            program: LearnerProgram(name: "my-forest", command: ["sh", "learners/forest.py"]),
            settings: [
                .init(name: "trees", values: [10, 200], scale: .whole),
                .init(name: "rate", values: [0.01, 1], scale: .logarithmic),
                .init(name: "share", values: [0.5, 1]), .init(name: "kind", values: [1, 2, 4]),
                .init(name: "depth", values: [3], scale: .whole),
            ])
        #expect(definition?.search.learners == [.linear])
        #expect(definition?.search.programs == [program])
        #expect(definition?.initial.learner == .program && definition?.initial.program == program)
    }

    @Test(arguments: [
        (
            "{linear: {command: [sh]}}",
            "search.programs.linear is the name of a learner of this program; call yours otherwise"
        ),
        ("{own: 3}", "search.programs.own is \"3\"; use a map with command, such as {command: [python3, forest.py]}"),
        ("{own: {}}", "search.programs.own.command is missing; give a list of words, such as [python3, forest.py]"),
        (
            "{own: {command: [no-such-program]}}",
            "search.programs.own.command is no-such-program, which is not there or cannot be run; "
                + "install it, or name its path"
        ),
        (
            "{own: {command: [sh, learners/forst.py]}}",
            "search.programs.own.command is learners/forst.py, which is not there; paths are those of the workspace"
        ),
        (
            "{own: {command: [sh], ranges: {trees: [200, 10]}}}",
            "search.programs.own.ranges.trees is [200, 10]; the range is on the wrong side: write the lower end first"
        ),
        (
            "{own: {command: [sh], ranges: {trees: [1.5, 10]}, whole: [trees]}}",
            "search.programs.own.ranges.trees is [1.5, 10]; trees is a whole number"
        ),
        (
            "{own: {command: [sh], ranges: {trees: [1, 10]}, whole: [tree]}}",
            "search.programs.own.whole is tree, which ranges has not; did you mean trees?"
        ),
        ("{own: {command: [sh], range: {}}}", "search.programs.own.range is not a key; did you mean ranges?"),
    ])
    func saysWhatIsWrong(programs: String, problem: String) throws {
        let (_, problems) = try read("search: {learners: [linear], programs: \(programs)}")

        #expect(problems.first == problem)
    }

    @Test func saysThatALearnerIsNotKnownOrNamedNowhere() throws {
        let (_, unknown) = try read(
            "search: {learners: [linear, my-forst], programs: {my-forest: {command: [sh]}}}")
        let (_, live) = try read(
            "search: {programs: {own: {command: [sh]}}}", "initial: {learner: own, updates: live}")

        #expect(
            unknown == [
                "search.learners[1] is \"my-forst\"; did you mean my-forest?",
                "search.programs.my-forest is named nowhere; add my-forest to search.learners, or remove it",
            ])
        #expect(live == ["initial.updates is live; own cannot go on learning; use frozen"])
    }
}
