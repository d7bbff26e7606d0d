import Domain
import Yams

extension PipelineFile {
    func source(_ top: SettingReader.Section) -> SourceDefinition {
        let section = group("source", top)
        if top.node("source") == nil {
            top.report("source", found: "missing", remedy: "give a map with file and target")
        }
        let hasGroup = section.node?.mapping != nil
        func column(_ node: Node) -> String? { node.string.flatMap { $0.isEmpty ? nil : $0 } }
        let file =
            hasGroup
            ? section.required("file", "", "the path of a CSV file", column)
            : section.value("file", "", "the path of a CSV file", column)
        let absolute = file.hasPrefix("/") || file.isEmpty ? file : "\(workspace)/\(file)"
        return SourceDefinition(
            file: absolute, speed: section.value("speed", .maximum, "max, 50/s or x50", Self.speed),
            prerollRows: section.integer("preroll_rows", 0, 0...Int.max),
            timeColumn: section.value("time", nil, "a column", { column($0) }),
            unitColumn: section.value("unit", nil, "a column", { column($0) }),
            targetColumn: hasGroup
                ? section.required("target", "", "a column", column) : section.value("target", "", "a column", column))
    }

    private static func speed(_ node: Node) -> SourceDefinition.Speed? {
        guard let text = node.string else { return nil }
        if text == "max" { return .maximum }
        func above(_ text: Substring) -> Double? { Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        if text.hasSuffix("/s") { return above(text.dropLast(2)).map { .rowsPerSecond($0) } }
        guard let first = text.first, first == "x" || first == "×" else { return nil }
        return above(text.dropFirst()).map { .times($0) }
    }

    /// The head of the CSV file; nil where it cannot be read.
    func sample(of source: SourceDefinition, _ top: SettingReader.Section) -> StreamSample? {
        guard !source.file.isEmpty else { return nil }
        let group = top.node("source")?.mapping
        let sample: StreamSample
        do {
            sample = try StreamSample(file: source.file, timeColumn: source.timeColumn)
        } catch {
            top.reader.report(
                "source.file", group?["file"], found: "not usable: \(error)", remedy: "give a CSV file with a header")
            return nil
        }
        let roles = [("time", source.timeColumn), ("unit", source.unitColumn), ("target", source.targetColumn)]
        for (key, column) in roles {
            guard let column, !column.isEmpty, !sample.header.contains(column) else { continue }
            top.reader.report(
                "source.\(key)", group?[key], found: "\"\(column)\", no column of the file",
                remedy: Self.remedy(for: column, among: sample.header))
        }
        if let time = source.timeColumn, time == source.targetColumn {
            top.reader.report(
                "source.target", group?["target"], found: "\"\(time)\", the time column",
                remedy: "predict another column")
        } else if let time = source.timeColumn, sample.header.contains(time), sample.meanStep == nil {
            top.reader.report(
                "source.time", group?["time"], found: "\"\(time)\", which holds no two dates and times",
                remedy: "name a column such as 2020-05-01T12:30, or none")
        }
        return sample
    }

    func columns(_ top: SettingReader.Section, _ source: SourceDefinition, _ header: [String]?) -> [Column] {
        let reader = top.reader
        for key in SettingTable.children(of: "columns.*") { reader.ask("columns.*.\(key)") }
        reader.ask("columns.*")
        guard let node = top.node("columns") else {
            top.report("columns", found: "missing", remedy: "name each feature column with its type")
            return []
        }
        guard let mapping = node.mapping else {
            top.report("columns", found: reader.describe(node), remedy: "use a map of columns with their types")
            return []
        }
        let named = mapping.compactMap { name, value -> Column? in
            let text = name.string ?? reader.describe(name)
            let roles = [("time", source.timeColumn), ("unit", source.unitColumn), ("target", source.targetColumn)]
            if let role = roles.first(where: { $0.1 == text }) {
                reader.report(
                    "columns.\(text)", name, found: "source.\(role.0) already", remedy: "take it out of columns")
                return nil
            }
            if let header, !header.contains(text) {
                reader.report(
                    "columns.\(text)", name, found: "no column of the file",
                    remedy: Self.remedy(for: text, among: header))
            }
            return column(text, value, reader)
        }
        warnOfIgnored(header ?? [], named, source, top)
        return named
    }

    private func warnOfIgnored(
        _ header: [String], _ columns: [Column], _ source: SourceDefinition, _ top: SettingReader.Section
    ) {
        let used = columns.map(\.name) + [source.timeColumn, source.unitColumn, source.targetColumn].compactMap { $0 }
        let ignored = header.filter { !used.contains($0) && !$0.isEmpty }
        guard !ignored.isEmpty else { return }
        let names = ignored.count > 5 ? ignored.prefix(5) + ["\(ignored.count - 5) more"] : ignored[...]
        top.reader.warn(
            "columns", top.node("columns"), found: "without \(names.joined(separator: ", "))",
            remedy: "what is not named is ignored")
    }

    private func column(_ name: String, _ node: Node, _ reader: SettingReader) -> Column {
        let kinds = Column.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        if let short = node.string {
            if let kind = Column.Kind(rawValue: short) { return Column(name: name, kind: kind) }
            reader.report("columns.\(name)", node, found: reader.describe(node), remedy: "use \(kinds)")
            return Column(name: name, kind: .number)
        }
        let section = reader.section(node, "columns.\(name)", known: SettingTable.children(of: "columns.*"))
        let kind = section.required("type", Column.Kind.number, kinds) {
            $0.string.flatMap { Column.Kind(rawValue: $0) }
        }
        let range = section.value("range", nil, "[low, high] with low below high") { node -> ClosedRange<Double>?? in
            guard let ends = node.sequence, ends.count == 2, let low = ends[0].float, let high = ends[1].float,
                low < high
            else { return nil }
            return .some(low...high)
        }
        let values = section.choices("values", [""], "a list of categories") { $0.string }
        let missing = section.value("missing", true, "allowed or refused") { node -> Bool? in
            switch node.string {
            case "allowed": true
            case "refused": false
            default: nil
            }
        }
        if range != nil, kind != .number {
            section.report("range", found: "given for a \(kind.rawValue)", remedy: "only a number has one; remove it")
        }
        if section.node("values") != nil, kind != .category {
            section.report(
                "values", found: "given for a \(kind.rawValue)", remedy: "only a category has them; remove it")
        }
        return Column(
            name: name, kind: kind, range: range, allowed: section.node("values") == nil ? nil : values,
            mayBeMissing: missing, isFeature: section.flag("feature", true), isWatched: section.flag("drift", true))
    }

    /// The nearest column, else all of them.
    private static func remedy(for column: String, among header: [String]) -> String {
        if let nearest = NearestName.of(column, among: header) { return "did you mean \(nearest)?" }
        return "its columns are \(header.prefix(20).joined(separator: ", "))\(header.count > 20 ? ", ..." : "")"
    }
}
