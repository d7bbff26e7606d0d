import Domain
import Yams

extension PipelineFile {
    private static let mostWindows = 6
    private static let mostPeriods = 4
    /// Columns of which `auto` makes pairs.
    private static let crossedColumns = 4

    /// What may be computed beside the columns; a section that is there, if only empty, asks for what is usually good.
    ///
    /// - Parameters:
    ///   - top: The file.
    ///   - definition: With its labels, source and columns.
    ///   - step: Milliseconds from row to row; nil where no file tells.
    /// - Returns: The checked section; what is wrong is reported.
    func features(
        _ top: SettingReader.Section, _ definition: PipelineDefinition, step: Double?
    ) -> FeatureDefinition {
        let section = group("features", top)
        let isGiven = top.node("features") != nil
        let isDense = definition.source.timeColumn != nil && (step ?? .infinity) <= 43_200_000
        let delay = definition.labels.delay
        let shortest = max(delay, TimeSpan(milliseconds: 1))
        var features = FeatureDefinition(
            calendar: section.words("calendar", []),
            lags: section.list("lags", [], "a list of times, none shorter than labels.delay (\(delay))") { node in
                node.string.flatMap { TimeSpan($0) }.flatMap { $0 >= shortest ? $0 : nil }
            })
        if !features.calendar.isEmpty, definition.source.timeColumn == nil {
            section.report("calendar", found: "given without source.time", remedy: "name the time column, or remove it")
        }
        features.rolling = windows(section, isGiven ? [12, 48] : [])
        features.rollingColumns = columns("rolling_columns", section, definition, [.number])
        if !features.rollingColumns.isEmpty, features.rolling.isEmpty {
            section.report(
                "rolling_columns", found: "given without a window", remedy: "name windows in rolling, or remove it")
        }
        features.seasonal = periods(section, isGiven && isDense ? [.days(1), .days(7)] : [])
        features.entity = entity(section, definition)
        features.encodings = encodings(section, definition, isGiven)
        features.crosses = crosses(section, definition)
        return features
    }

    private func windows(_ section: SettingReader.Section, _ standard: [Int]) -> [Int] {
        let windows = section.list("rolling", standard, "a list of whole numbers from 2 to 1000") { node in
            node.int.flatMap { (2...1_000).contains($0) ? $0 : nil }
        }
        if windows.count > Self.mostWindows {
            section.report("rolling", found: "\(windows.count) windows", remedy: "use at most \(Self.mostWindows)")
        }
        return windows
    }

    private func periods(_ section: SettingReader.Section, _ standard: [TimeSpan]) -> [TimeSpan] {
        let allowed = TimeSpan.hours(1)...TimeSpan.days(400)
        let periods = section.list("seasonal", standard, "a list of times from 1h to 400d") { node in
            node.string.flatMap { TimeSpan($0) }.flatMap { allowed.contains($0) ? $0 : nil }
        }
        if periods.count > Self.mostPeriods {
            section.report("seasonal", found: "\(periods.count) periods", remedy: "use at most \(Self.mostPeriods)")
        }
        return periods
    }

    private func entity(_ section: SettingReader.Section, _ definition: PipelineDefinition) -> String? {
        let name = section.value("entity", String?.none, "a column") { node -> String?? in node.string.map { .some($0) }
        }
        guard let name, name != definition.source.unitColumn else { return name }
        let kinds: [Column.Kind] = [.category, .number, .boolean]
        check(name, "entity", section, definition, kinds)
        return name
    }

    private func encodings(
        _ section: SettingReader.Section, _ definition: PipelineDefinition, _ isGiven: Bool
    ) -> [String] {
        let all = definition.columns.filter { $0.isFeature && $0.kind == .category }.map(\.name)
        if section.node("encodings")?.sequence != nil {
            return columns("encodings", section, definition, [.category])
        }
        let isWanted = section.value("encodings", isGiven, "true, false or a list of columns") { $0.bool }
        return isWanted ? all : []
    }

    private func crosses(
        _ section: SettingReader.Section, _ definition: PipelineDefinition
    ) -> [FeatureDefinition.Cross] {
        let allowed = "auto, none or a list of pairs of columns such as [[colour, size]]"
        let pairs = section.value("crosses", [[String]](), allowed) { node -> [[String]]? in
            if node.string == "none" { return [] }
            if node.string == "auto" { return Self.pairs(of: definition.columns) }
            guard let nodes = node.sequence else { return nil }
            let pairs = nodes.compactMap { pair -> [String]? in
                let names = pair.sequence?.compactMap { $0.string } ?? []
                return names.count == 2 && pair.sequence?.count == 2 && names[0] != names[1] ? names : nil
            }
            return pairs.count == nodes.count ? pairs : nil
        }
        for name in pairs.joined() { check(name, "crosses", section, definition, [.category, .boolean]) }
        return pairs.map { FeatureDefinition.Cross($0[0], $0[1]) }
    }

    private static func pairs(of columns: [Column]) -> [[String]] {
        let names = columns.filter { $0.isFeature && ($0.kind == .category || $0.kind == .boolean) }.map(\.name)
            .prefix(crossedColumns)
        return names.indices.flatMap { first in names[(first + 1)...].map { [names[first], $0] } }
    }

    /// The columns that a key names, each checked.
    private func columns(
        _ key: String, _ section: SettingReader.Section, _ definition: PipelineDefinition, _ kinds: [Column.Kind]
    ) -> [String] {
        let names = section.list(key, [String](), "a list of columns") { $0.string }
        for name in names { check(name, key, section, definition, kinds) }
        return names
    }

    /// Reports a name that is no column, or one of another kind.
    private func check(
        _ name: String, _ key: String, _ section: SettingReader.Section, _ definition: PipelineDefinition,
        _ kinds: [Column.Kind]
    ) {
        let fitting = definition.columns.filter { kinds.contains($0.kind) }.map(\.name)
        guard let column = definition.columns.first(where: { $0.name == name }) else {
            let nearest = NearestName.of(name, among: fitting)
            let choice =
                fitting.isEmpty
                ? "there is none of a fitting type; remove it" : "use \(fitting.joined(separator: ", "))"
            section.report(
                key, found: "\(name), which is no column", remedy: nearest.map { "did you mean \($0)?" } ?? choice)
            return
        }
        guard !kinds.contains(column.kind) else { return }
        section.report(
            key, found: "\(name), a \(column.kind.rawValue)",
            remedy: "use a column of type \(kinds.map(\.rawValue).joined(separator: " or "))")
    }
}
