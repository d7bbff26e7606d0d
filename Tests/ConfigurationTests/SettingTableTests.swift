import Domain
import Foundation
import Serving
import Testing

@testable import flywheel

struct SettingTableTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    /// The good file with a line of its own for each top-level key of `line`.
    private func definition(with line: String) throws -> (PipelineDefinition?, [ConfigurationProblem]) {
        let group = line.prefix { $0 != ":" }
        let kept = ScratchWorkspace.pipeline.split(separator: "\n").filter { !$0.hasPrefix("\(group):") }
        let path = try workspace.folder.write((kept + [line[...]]).joined(separator: "\n"), to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()
        return (definition, problems)
    }

    @Test func listsExactlyTheKeysThatAreRead() throws {
        let path = try workspace.folder.write(ScratchWorkspace.pipeline, to: "pipelines/p.yaml")
        try workspace.folder.write("bell: true\n", to: "flywheel.yaml")

        let pipeline = PipelineFile(path: path, workspace: workspace.folder.path).read().asked
        let settings = WorkspaceFile(workspace: workspace.folder.path).read().asked

        #expect(pipeline == Set(SettingTable.pipeline.map(\.key)))
        #expect(settings == Set(SettingTable.workspace.map(\.key)))
        #expect(SettingTable.all.count == Set(SettingTable.all.map(\.key)).count)
    }

    @Test(
        arguments: SettingTable.pipeline.filter {
            if case .value = $0.standard { $0.key.split(separator: ".").count < 3 } else { false }
        })
    func documentsTheDefaultThatHolds(_ setting: Setting) throws {
        guard case .value(let text) = setting.standard else { return }
        let group = setting.key.prefix { $0 != "." }
        let isAlone = !setting.key.contains(".")
        let line = isAlone ? "\(setting.key): \(text)" : "\(setting.key.replacing(".", with: ": {")): \(text)}"

        let (written, problems) = try definition(
            with: group == "source" ? line.replacing("}", with: ", file: data.csv, time: time, target: y}") : line)
        let (absent, _) = try definition(
            with: group == "source"
                ? "source: {file: data.csv, time: time, target: y}" : isAlone ? "search: {}" : "\(group): {}")

        #expect(problems == [])
        #expect(written == absent)
    }

    @Test func documentsTheDefaultsOfColumnsAndTriggers() throws {
        let (short, _) = try definition(with: "columns: {id: number, price: number, kind: category}")
        let (long, _) = try definition(
            with: "columns: {id: number, price: {type: number, missing: allowed, feature: true}, kind: category}")
        let (bare, _) = try definition(with: "triggers: [{periodic: 30d}]")
        let (full, _) = try definition(with: "triggers: [{periodic: 30d, live: true, debounce: [3, 4], cool_down: 7d}]")

        #expect(short != nil && short == long)
        #expect(bare != nil && bare == full)
    }

    @Test func documentsTheDefaultsOfAWorkspace() throws {
        let lines = SettingTable.workspace.filter { !$0.key.hasPrefix("serve.") }.compactMap { setting in
            if case .value(let text) = setting.standard {
                setting.key.contains(".")
                    ? "\(setting.key.replacing(".", with: ": {")): \(text)}" : "\(setting.key): \(text)"
            } else {
                nil
            }
        }
        let limits = SettingTable.serve.compactMap { setting in
            if case .value(let text) = setting.standard { "  \(setting.key.dropFirst(6)): \(text)" } else { nil }
        }
        try workspace.folder.write((lines + ["serve:"] + limits).joined(separator: "\n"), to: "flywheel.yaml")

        let (definition, problems, _) = WorkspaceFile(workspace: workspace.folder.path).read()

        #expect(problems == [])
        #expect(definition == WorkspaceDefinition())
    }

    @Test func opensNoDoorForSteeringWithoutAToken() throws {
        let folder = workspace.folder
        try folder.write("serve: {control: 7700}", to: "flywheel.yaml")
        #expect(
            WorkspaceFile(workspace: folder.path).read().problems.map(\.found) == ["without a token for control"])

        try folder.write("control: 0123456789abcdef", to: "tokens.yaml")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: "\(folder.path)/tokens.yaml")
        try folder.write("serve: {control: '10.0.0.5:7700', tokens: tokens.yaml}", to: "flywheel.yaml")
        let (definition, problems, _) = WorkspaceFile(workspace: folder.path).read()

        #expect(problems == [])
        #expect(definition.serving.control?.host == "10.0.0.5" && definition.serving.control?.port == 7_700)

        try folder.write("serve: {control: 'nowhere', tokens: tokens.yaml}", to: "flywheel.yaml")
        #expect(WorkspaceFile(workspace: folder.path).read().problems.count == 1)
    }

    @Test(
        arguments: SettingTable.pipeline.filter {
            !["task", "classes", "source.file", "source.target"].contains($0.key)
        })
    func givesExamplesThatAreAccepted(_ setting: Setting) throws {
        var line = setting.line.replacing("customer", with: "kind")
        try workspace.folder.write("0123456789abcdef\n", to: "server.token")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: "\(workspace.folder.path)/server.token")
        if line.hasPrefix("source:") { line = line.replacing("}", with: ", file: data.csv, target: y}") }

        let (_, problems) = try definition(with: line)

        #expect(problems.filter { !$0.isWarning && $0.found != "source.unit already" } == [])
    }

    @Test func explainsASettingWithDefaultRangeAndExample() {
        let text = SettingTable.explain("canary.min_pairs")

        #expect(
            text == """
                canary.min_pairs: whole number
                  default  200
                  allowed  20 and above
                  example  canary: {min_pairs: 200}
                  Labelled events on which both models were scored that a step needs at least.
                """)
    }

    @Test(arguments: [("labels", 9), ("columns.range", 1), ("triggers.decay", 1), ("columns", 7), ("theme", 1)])
    func explainsGroupsAndEntries(key: String, count: Int) {
        let text = SettingTable.explain(key)

        #expect(text?.components(separatedBy: "\n\n").count == count)
    }

    @Test func explainsLearnersAndDetectorsALineEach() {
        let learners = SettingTable.explain("search.learners")?.split(separator: "\n") ?? []
        let detectors = SettingTable.explain("monitors.detector")?.split(separator: "\n") ?? []

        for learner in Learner.allCases {
            #expect(learners.count { $0.contains("  \(learner.rawValue)  ") } == 1)
        }
        for detector in DetectorKind.allCases {
            #expect(detectors.count { $0.contains("  \(detector.rawValue)  ") } == 1)
        }
        #expect(learners.allSatisfy { $0.count <= 110 })
    }

    @Test(arguments: [
        ("canary.mim_pairs", "did you mean canary.min_pairs?"), ("learner", "did you mean initial.learner?"),
        ("detectors", "did you mean monitors.detector?"),
    ])
    func suggestsTheKeyThatWasMeant(key: String, suggestion: String) {
        #expect(SettingTable.suggestion(for: key) == suggestion)
    }

    @Test func suggestsTheGroupsForAWordThatIsNearNothing() {
        #expect(SettingTable.suggestion(for: "nonsense").contains("search, gates, canary"))
    }

    @Test func explainsNothingThatIsNoKey() {
        #expect(SettingTable.explain("canary.mim_pairs") == nil)
        #expect(SettingTable.explain("canary.") == nil)
    }
}
