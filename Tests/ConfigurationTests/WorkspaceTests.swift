import Domain
import Foundation
import Testing

@testable import flywheel

struct WorkspaceTests {
    private let scratch: ScratchWorkspace

    init() throws {
        scratch = try ScratchWorkspace()
    }

    private func refusal(_ folder: String) -> String? {
        let error = #expect(throws: ConfigurationProblems.self) { try Workspace.read(folder) }
        return error?.description.replacing(scratch.folder.path, with: "WORKSPACE")
    }

    @Test func readsItsPipelinesByNameWithAbsolutePaths() throws {
        try scratch.folder.write(ScratchWorkspace.pipeline, to: "pipelines/zebra.yaml")
        try scratch.folder.write(ScratchWorkspace.pipeline, to: "pipelines/apple.yml")
        try scratch.folder.write("not for us", to: "pipelines/.apple.yml.swp.yaml")

        let workspace = try Workspace.read(scratch.folder.path + "/")

        #expect(workspace.definitions.map(\.name.rawValue) == ["apple", "zebra"])
        #expect(workspace.definitions.first?.source.file == "\(scratch.folder.path)/data.csv")
        #expect(workspace.warnings.isEmpty)
        #expect(workspace.settings == WorkspaceDefinition())
    }

    @Test func reportsTheProblemsOfAllFilesAtOnce() throws {
        try scratch.folder.write(ScratchWorkspace.pipeline + "\ncanary: {alpha: 3}\nx: 1\n", to: "pipelines/a.yaml")
        try scratch.folder.write("", to: "pipelines/b.yaml")
        try scratch.folder.write("theme: [dark]\nbel: true\nreplay_slow_rows_per_second: 0\n", to: "flywheel.yaml")

        let text = refusal(scratch.folder.path)

        #expect(
            text == """
                flywheel.yaml:1: theme is [dark]; use a theme's name
                flywheel.yaml:2: bel is not a key; did you mean bell?
                flywheel.yaml:3: replay_slow_rows_per_second is "0"; use a number above 0, at most 1000000
                pipelines/a.yaml:6: canary.alpha is "3"; use a number from 1e-06 to 0.5
                pipelines/a.yaml:7: x is not a key; known are task, classes, protected, source, columns, labels, validation, \
                features, initial, live, search, gates, canary, champion, monitors, triggers, drills, candidate
                pipelines/b.yaml: empty; write one with `flywheel init data.csv`
                """)
    }

    @Test func refusesTwoFilesOfOneName() throws {
        try scratch.folder.write(ScratchWorkspace.pipeline, to: "pipelines/a.yaml")
        try scratch.folder.write(ScratchWorkspace.pipeline, to: "pipelines/a.yml")

        let text = refusal(scratch.folder.path)

        #expect(text == "pipelines/a.yml: a second pipeline a; rename one of the files")
    }

    @Test func refusesAFolderWithoutPipelines() throws {
        let missing = refusal(scratch.folder.path)
        try FileManager.default.createDirectory(
            atPath: "\(scratch.folder.path)/pipelines", withIntermediateDirectories: true)
        let empty = refusal(scratch.folder.path)

        #expect(
            missing == "WORKSPACE/pipelines: not there; write a pipeline with `flywheel init data.csv -C WORKSPACE`")
        #expect(empty == "WORKSPACE/pipelines: empty; write a pipeline with `flywheel init data.csv -C WORKSPACE`")
    }

    @Test func acceptsTheDemoData() throws {
        let workspace = try Workspace.read(DemoData.folder)

        #expect(workspace.definitions.map(\.name.rawValue) == ["electricity", "loans", "traffic"])
    }
}
