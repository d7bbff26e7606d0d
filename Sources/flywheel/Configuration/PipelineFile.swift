import Domain
import Foundation
import Yams

/// Reads one pipeline file into a checked definition.
struct PipelineFile {
    let path: String
    let workspace: String

    /// The definition and every problem; a definition with problems that are not warnings must not run.
    func read() -> (definition: PipelineDefinition?, problems: [ConfigurationProblem], asked: Set<String>) {
        let shown = path.hasPrefix(workspace + "/") ? String(path.dropFirst(workspace.count + 1)) : path
        let reader = SettingReader(file: shown)
        let file = YAMLFile(path: path, remedyForEmpty: "write one with `flywheel init data.csv`")
        guard let root = file.compose(reader) else { return (nil, reader.problems, reader.asked) }
        let top = reader.section(root, "", known: SettingTable.children(of: ""))
        let name = PipelineName(rawValue: URL(filePath: path).deletingPathExtension().lastPathComponent)
        let task = task(top)
        let source = source(top)
        let sample = sample(of: source, top)
        let columns = columns(top, source, sample?.header)
        let labels = labels(top, task)
        var definition = PipelineDefinition(name: name, task: task, source: source, columns: columns, labels: labels)
        if top.flag("protected", false) { definition.isProtected = true }
        readServers(of: &definition, top)
        definition.validation = validation(top, source, columns)
        definition.features = features(top, definition, step: sample?.meanStep)
        let programs = programs(top)
        definition.initial = initial(top, task, programs)
        definition.search = search(top, task, programs)
        warnOfIdle(programs, definition, top)
        definition.gates = gates(top, task, columns)
        definition.canary = canary(top, labelDelay: labels.delay)
        checkWindow(definition, top)
        definition.monitors = monitors(top, task)
        definition.triggers = triggers(top)
        definition.drills = drills(top)
        if definition.champion == .external, !definition.drills.isEmpty {
            top.report(
                "drills", found: "given where the champion is external",
                remedy: "nothing is promoted there, so nothing can be drilled; remove them")
        }
        if columns.isEmpty, definition.features == FeatureDefinition(), top.node("columns")?.mapping != nil {
            top.report("columns", found: "empty", remedy: "name at least one column, or features to predict from")
        }
        if let step = sample?.meanStep { warnOfSlowEvents(definition, step: step, top) }
        return (definition, reader.problems, reader.asked)
    }

    /// A group of the file by its name in the setting table.
    func group(_ name: String, _ top: SettingReader.Section) -> SettingReader.Section {
        top.reader.section(top.node(name), name, known: SettingTable.children(of: name))
    }

    private func task(_ top: SettingReader.Section) -> LearningTask {
        let kind = top.required("task", "classification", "classification or regression") { node in
            node.string.flatMap { ["classification", "regression"].contains($0) ? $0 : nil }
        }
        guard kind == "classification" else {
            if top.node("classes") != nil {
                top.report("classes", found: "given", remedy: "a regression has none; remove the key")
            }
            top.reader.ask("classes")
            return .regression
        }
        let classes = top.required("classes", ["0", "1"], "a list of 2 to 100 different labels") { node -> [String]? in
            let labels = node.sequence?.compactMap { $0.string } ?? []
            let isWhole = labels.count == node.sequence?.count && Set(labels).count == labels.count
            return isWhole && (2...100).contains(labels.count) ? labels : nil
        }
        return .classification(classes: classes)
    }

    /// Says where a canary could not collect its pairs in time at the pace of the file's first rows: those of one step, or of
    /// all steps together.
    private func warnOfSlowEvents(_ definition: PipelineDefinition, step: Double, _ top: SettingReader.Section) {
        let canary = definition.canary
        let steps = canary.shares.count { $0 < 100 }
        let limits = [("max_time", canary.maximumTime, 1), ("deadline", canary.deadline, steps)]
        for (key, limit, count) in limits {
            let pairs = canary.minimumPairs * count
            let needed = Double(pairs) * step + Double(definition.labels.delay.milliseconds)
            let minutes = (needed / 60_000).rounded(.up)
            guard needed > Double(limit.milliseconds), minutes < 1e9 else { continue }
            top.reader.warn(
                "canary.\(key)", top.node("canary")?.mapping?[Node(key)] ?? top.node("canary"),
                found: "\(limit), but \(pairs) pairs take about \(TimeSpan.minutes(Int(minutes)))",
                remedy: "raise \(key) or lower min_pairs")
        }
    }
}
