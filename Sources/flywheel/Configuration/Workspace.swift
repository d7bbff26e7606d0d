import Domain
import Foundation

/// A workspace folder that has been read and checked.
struct Workspace {
    var root: String
    var definitions: [PipelineDefinition]
    var settings = WorkspaceDefinition()
    var warnings: [ConfigurationProblem]

    /// What the screen calls it, where that is not the folder's name.
    var demoName: String?

    var name: String { demoName ?? URL(filePath: root).lastPathComponent }

    /// Reads every pipeline file of the folder, by name, and its `flywheel.yaml`.
    ///
    /// - Throws: ``ConfigurationProblems`` with everything that is wrong in all files.
    static func read(_ folder: String) throws(ConfigurationProblems) -> Workspace {
        let root = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false)
        let trimmed = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
        let directory = "\(trimmed)/pipelines"
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }.sorted()
        } catch {
            throw problem(directory, "not there", "write a pipeline with `flywheel init data.csv -C \(folder)`")
        }
        guard !files.isEmpty else {
            throw problem(directory, "empty", "write a pipeline with `flywheel init data.csv -C \(folder)`")
        }
        var workspace = Workspace(root: trimmed, definitions: [], warnings: [])
        let settings = WorkspaceFile(workspace: trimmed).read()
        workspace.settings = settings.definition
        var problems = settings.problems
        for file in files {
            let (definition, found, _) = PipelineFile(path: "\(directory)/\(file)", workspace: trimmed).read()
            problems += found.filter { !$0.isWarning }
            workspace.warnings += found.filter(\.isWarning)
            guard let definition else { continue }
            if workspace.definitions.contains(where: { $0.name == definition.name }) {
                problems.append(
                    ConfigurationProblem(
                        file: "pipelines/\(file)", line: 0, key: "", found: "a second pipeline \(definition.name)",
                        remedy: "rename one of the files"))
            }
            workspace.definitions.append(definition)
        }
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
        return workspace
    }

    /// The workspace with one pipeline alone; itself for nil.
    ///
    /// - Throws: ``ConfigurationProblems`` where there is no such pipeline.
    func only(_ pipeline: String?) throws(ConfigurationProblems) -> Workspace {
        guard let pipeline else { return self }
        var workspace = self
        workspace.definitions.removeAll { $0.name.rawValue != pipeline }
        guard workspace.definitions.isEmpty else { return workspace }
        let names = definitions.map(\.name.rawValue).joined(separator: ", ")
        throw Self.problem(root, "without a pipeline \(pipeline)", "there are \(names)")
    }

    private static func problem(_ file: String, _ found: String, _ remedy: String) -> ConfigurationProblems {
        ConfigurationProblems(problems: [
            ConfigurationProblem(file: file, line: 0, key: "", found: found, remedy: remedy)
        ])
    }
}
