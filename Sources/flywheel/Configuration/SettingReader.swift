import Domain
import Yams

/// Walks a composed YAML tree, hands out checked values and collects every problem with its line.
final class SettingReader {
    let file: String
    private var found: [ConfigurationProblem] = []
    /// Keys that were asked for, with `*` for list indices and free names.
    private(set) var asked: Set<String> = []

    init(file: String) {
        self.file = file
    }

    /// In the order of their lines; those of one line in the order they were met.
    var problems: [ConfigurationProblem] {
        found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }

    func report(_ key: String, _ node: Node?, found: String, remedy: String) {
        report(key, line: node?.mark?.line ?? 0, found: found, remedy: remedy)
    }

    func report(_ key: String, line: Int, found: String, remedy: String) {
        self.found.append(ConfigurationProblem(file: file, line: line, key: key, found: found, remedy: remedy))
    }

    /// Notes what is odd but may be meant.
    func warn(_ key: String, _ node: Node?, found: String, remedy: String) {
        self.found.append(
            ConfigurationProblem(
                file: file, line: node?.mark?.line ?? 0, key: key, found: found, remedy: remedy, isWarning: true))
    }

    /// A group of keys; reports those that nobody reads.
    func section(_ map: Node?, _ path: String, known: [String]) -> Section {
        var values: [String: Node] = [:]
        if let map {
            if let mapping = map.mapping {
                for (name, value) in mapping {
                    let key = name.string ?? describe(name)
                    if known.contains(key) {
                        values[key] = value
                    } else {
                        report(
                            path.isEmpty ? key : "\(path).\(key)", name, found: "not a key",
                            remedy: remedy(for: key, known))
                    }
                }
            } else {
                report(path, map, found: describe(map), remedy: "use a map with \(known.joined(separator: ", "))")
            }
        }
        return Section(reader: self, path: path, values: values, node: map)
    }

    /// The nearest key of the group, else a key of that name in another group, else all of the group.
    private func remedy(for key: String, _ known: [String]) -> String {
        if let nearest = NearestName.of(key, among: known) { return "did you mean \(nearest)?" }
        let elsewhere = SettingTable.pipeline.map(\.key).first { $0.hasSuffix(".\(key)") && !$0.contains("*") }
        return elsewhere.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))"
    }

    func ask(_ key: String) {
        asked.insert(key)
    }

    /// A value as the file has it, in short.
    func describe(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "\"\(Self.short(scalar.string))\""
        case .mapping: "a map"
        case .sequence(let nodes):
            nodes.allSatisfy { $0.scalar != nil }
                ? "[\(Self.short(nodes.map { $0.string ?? "" }.joined(separator: ", ")))]" : "a list of lists or maps"
        case .alias: "an alias"
        }
    }

    private static func short(_ text: String) -> String {
        text.count > 60 ? "\(text.prefix(57))..." : text
    }
}
