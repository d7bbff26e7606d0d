import Foundation
import Yams

/// Reads the optional `flywheel.yaml` of a workspace.
struct WorkspaceFile {
    static let name = "flywheel.yaml"

    let workspace: String

    /// The settings, all at their defaults where there is no such file, and every problem.
    func read() -> (definition: WorkspaceDefinition, problems: [ConfigurationProblem], asked: Set<String>) {
        var definition = WorkspaceDefinition()
        let path = "\(workspace)/\(Self.name)"
        let reader = SettingReader(file: Self.name)
        guard FileManager.default.fileExists(atPath: path),
            let root = YAMLFile(path: path, remedyForEmpty: "remove it, or set theme or bell").compose(reader)
        else { return (definition, reader.problems, reader.asked) }
        let section = reader.section(root, "", known: SettingTable.workspaceGroups)
        definition.theme = section.value("theme", definition.theme, "a theme's name") { node in
            node.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        definition.ringsBell = section.flag("bell", definition.ringsBell)
        definition.slowRowsPerSecond = section.value(
            "replay_slow_rows_per_second", definition.slowRowsPerSecond, "a number above 0, at most 1000000"
        ) { node in
            node.float.flatMap { $0 > 0 && $0 <= 1_000_000 ? $0 : nil }
        }
        definition.totalWorkers = section.value("workers", Optional<Int>.none, "a whole number from 1 to 1024, or none")
        {
            node -> Int?? in
            node.string == "none" ? .some(nil) : node.int.flatMap { (1...1_024).contains($0) ? .some($0) : nil }
        }
        definition.remoteWorkers = RemoteWorkersSection(section: section).workers
        let retention = reader.section(section.node("retention"), "retention", known: ["runs"])
        definition.runRetention = retention.span("runs", definition.runRetention)
        let mlflow = reader.section(section.node("mlflow"), "mlflow", known: ["url", "prefix", "token_file"])
        definition.mlflow = MLflowSection(section: mlflow, workspace: workspace).settings
        let serve = reader.section(
            section.node("serve"), "serve", known: SettingTable.serve.map { String($0.key.dropFirst("serve.".count)) })
        definition.serving = ServeSection(section: serve, workspace: workspace).settings
        definition.traffic = TrafficSection(section: serve, serving: definition.serving, workspace: workspace).settings
        return (definition, reader.problems, reader.asked)
    }
}
