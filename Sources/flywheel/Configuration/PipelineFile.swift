import Domain
import Foundation
import Yams

/// Reads one pipeline file into a checked definition.
struct PipelineFile {
    let path: String
    let workspace: String

    private static let groups = [
        "task", "classes", "source", "columns", "labels", "validation", "features", "initial", "search", "gates",
        "canary", "monitors", "triggers", "drills",
    ]

    /// The definition and every problem; a definition with problems that are not warnings must not run.
    func read() -> (definition: PipelineDefinition?, problems: [ConfigurationProblem], asked: Set<String>) {
        let shown = path.hasPrefix(workspace + "/") ? String(path.dropFirst(workspace.count + 1)) : path
        let reader = SettingReader(file: shown)
        guard let root = compose(reader) else { return (nil, reader.problems, reader.asked) }
        let top = reader.section(root, "", known: Self.groups)
        let name = PipelineName(rawValue: URL(filePath: path).deletingPathExtension().lastPathComponent)
        let task = task(top)
        let source = source(top)
        let header = header(of: source, top)
        let columns = columns(top, header)
        let labels = labels(top)
        var definition = PipelineDefinition(name: name, task: task, source: source, columns: columns, labels: labels)
        definition.validation = validation(top, source, columns)
        definition.features = features(top, labels)
        definition.initial = initial(top)
        definition.search = search(top)
        definition.gates = gates(top)
        definition.canary = canary(top)
        definition.monitors = monitors(top)
        definition.triggers = triggers(top)
        definition.drills = drills(top)
        return (definition, reader.problems, reader.asked)
    }

    private func compose(_ reader: SettingReader) -> Node? {
        guard let data = FileManager.default.contents(atPath: path) else {
            reader.report("", nil, found: "cannot be read", remedy: "check that it exists and may be read")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            reader.report("", nil, found: "not UTF-8", remedy: "save it as UTF-8")
            return nil
        }
        do {
            guard let root = try Yams.compose(yaml: text) else {
                reader.report("", nil, found: "empty", remedy: "write one with `flywheel init data.csv`")
                return nil
            }
            return root
        } catch {
            reader.report("", nil, found: "not YAML: \(error)", remedy: "mend that line")
            return nil
        }
    }

    private func task(_ top: SettingReader.Section) -> LearningTask {
        let kind = top.required("task", "classification", "classification or regression") { node in
            node.string.flatMap { ["classification", "regression"].contains($0) ? $0 : nil }
        }
        guard kind == "classification" else {
            if let node = top.node("classes") {
                top.reader.report("classes", node, found: "given", remedy: "a regression has none; remove the key")
            }
            top.reader.ask("classes")
            return .regression
        }
        let classes = top.required("classes", ["0", "1"], "a list of 2 to 100 different labels") { node -> [String]? in
            let labels = node.sequence?.compactMap { $0.string } ?? []
            return (2...100).contains(labels.count) && Set(labels).count == labels.count ? labels : nil
        }
        return .classification(classes: classes)
    }

    private func source(_ top: SettingReader.Section) -> SourceDefinition {
        let section = top.reader.section(
            top.node("source"), "source", known: ["file", "speed", "preroll_rows", "time", "unit", "target"])
        if top.node("source") == nil {
            top.reader.report("source", top.node, found: "missing", remedy: "give a map with file and target")
        }
        let file = section.required("file", "", "the path of a CSV file") { $0.string }
        let absolute = file.hasPrefix("/") || file.isEmpty ? file : "\(workspace)/\(file)"
        return SourceDefinition(
            file: absolute, speed: section.value("speed", .maximum, "max, 50/s or x50", Self.speed),
            prerollRows: section.integer("preroll_rows", 0, 0...Int.max),
            timeColumn: section.value("time", nil, "a column") { $0.string },
            unitColumn: section.value("unit", nil, "a column") { $0.string },
            targetColumn: section.required("target", "", "a column") { $0.string })
    }

    private static func speed(_ node: Node) -> SourceDefinition.Speed? {
        guard let text = node.string else { return nil }
        if text == "max" { return .maximum }
        if text.hasSuffix("/s") {
            return Double(text.dropLast(2)).flatMap { $0 > 0 && $0.isFinite ? .rowsPerSecond($0) : nil }
        }
        guard let first = text.first, first == "x" || first == "×" else { return nil }
        return Double(text.dropFirst()).flatMap { $0 > 0 && $0.isFinite ? .times($0) : nil }
    }

    /// The CSV's column names; nil where there is no such file.
    private func header(of source: SourceDefinition, _ top: SettingReader.Section) -> [String]? {
        guard !source.file.isEmpty else { return nil }
        let node = top.node("source")?.mapping?["file"]
        do {
            let header = try CSVTable.header(of: source.file)
            for (key, column) in [
                ("time", source.timeColumn), ("unit", source.unitColumn), ("target", source.targetColumn),
            ] {
                guard let column, !column.isEmpty, !header.contains(column) else { continue }
                let nearest = NearestName.of(column, among: header).map { "did you mean \($0)?" }
                top.reader.report(
                    "source.\(key)", top.node("source")?.mapping?[key] ?? node,
                    found: "\"\(column)\", no column of the file",
                    remedy: nearest ?? "its columns are \(header.joined(separator: ", "))")
            }
            return header
        } catch {
            top.reader.report("source.file", node, found: error.description, remedy: "give a CSV file with a header")
            return nil
        }
    }

    private func columns(_ top: SettingReader.Section, _ header: [String]?) -> [Column] {
        let reader = top.reader
        reader.ask("columns.*")
        guard let node = top.node("columns"), let mapping = node.mapping else {
            for key in ["type", "range", "values", "missing", "feature"] { reader.ask("columns.*.\(key)") }
            reader.report(
                "columns", top.node("columns") ?? top.node, found: "missing",
                remedy: "name each feature column with its type")
            return []
        }
        return mapping.compactMap { name, value in
            guard let name = name.string else { return nil }
            if let header, !header.contains(name) {
                let nearest = NearestName.of(name, among: header).map { "did you mean \($0)?" }
                reader.report("columns.\(name)", value, found: "no column of the file", remedy: nearest ?? "remove it")
            }
            return column(name, value, reader)
        }
    }

    private func column(_ name: String, _ node: Node, _ reader: SettingReader) -> Column {
        let kinds = Column.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        if let short = node.string {
            if let kind = Column.Kind(rawValue: short) { return Column(name: name, kind: kind) }
            reader.report("columns.\(name)", node, found: "\"\(short)\"", remedy: "use \(kinds)")
            return Column(name: name, kind: .number)
        }
        let section = reader.section(node, "columns.\(name)", known: ["type", "range", "values", "missing", "feature"])
        let kind = section.required("type", Column.Kind.number, kinds) {
            $0.string.flatMap { Column.Kind(rawValue: $0) }
        }
        let range = section.value("range", nil, "[low, high] with low below high") { node -> ClosedRange<Double>?? in
            guard let ends = node.sequence?.compactMap({ $0.float }), ends.count == 2, ends[0] < ends[1] else {
                return nil
            }
            return .some(ends[0]...ends[1])
        }
        let allowed = section.value("values", nil, "a list of categories") { node -> [String]?? in
            node.sequence.map { $0.compactMap { $0.string } }
        }
        let missing = section.value("missing", true, "allowed or refused") { node -> Bool? in
            node.string == "allowed" ? true : node.string == "refused" ? false : nil
        }
        return Column(
            name: name, kind: kind, range: range, allowed: allowed, mayBeMissing: missing,
            isFeature: section.flag("feature", true))
    }
}
