import Domain
import Yams

/// Walks a composed YAML tree, hands out checked values and collects every problem with its line.
final class SettingReader {
    let file: String
    private(set) var problems: [ConfigurationProblem] = []
    /// Keys that were asked for, with `*` for list indices and free names.
    private(set) var asked: Set<String> = []

    init(file: String) {
        self.file = file
    }

    func report(_ key: String, _ node: Node?, found: String, remedy: String, isWarning: Bool = false) {
        problems.append(
            ConfigurationProblem(
                file: file, line: node?.mark?.line ?? 0, key: key, found: found, remedy: remedy, isWarning: isWarning))
    }

    /// A group of keys; reports those that nobody reads.
    func section(_ map: Node?, _ path: String, known: [String]) -> Section {
        var values: [String: Node] = [:]
        if let map {
            if let mapping = map.mapping {
                for (name, value) in mapping {
                    let key = name.string ?? ""
                    if known.contains(key) || known.contains("*") {
                        values[key] = value
                    } else {
                        let nearest = NearestName.of(key, among: known).map { "did you mean \($0)?" }
                        report(
                            join(path, key), name, found: "not a key",
                            remedy: nearest ?? "known are \(known.joined(separator: ", "))")
                    }
                }
            } else {
                report(path, map, found: describe(map), remedy: "use a map with \(known.joined(separator: ", "))")
            }
        }
        return Section(reader: self, path: path, values: values, node: map)
    }

    func ask(_ key: String) {
        asked.insert(key)
    }

    private func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    func describe(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "\"\(scalar.string)\""
        case .mapping: "a map"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// The values of one map.
    struct Section {
        let reader: SettingReader
        let path: String
        let values: [String: Node]
        let node: Node?

        func node(_ key: String) -> Node? { values[key] }

        /// The value of a key by `parse`, which gives nil for what is not allowed; `standard` where the key is absent.
        func value<Value>(_ key: String, _ standard: Value, _ allowed: String, _ parse: (Node) -> Value?) -> Value {
            reader.ask(template(key))
            guard let node = values[key] else { return standard }
            guard let value = parse(node) else {
                reader.report(full(key), node, found: reader.describe(node), remedy: "use \(allowed)")
                return standard
            }
            return value
        }

        /// The same for a key that must be there.
        func required<Value>(_ key: String, _ fallback: Value, _ allowed: String, _ parse: (Node) -> Value?) -> Value {
            if values[key] == nil { reader.report(full(key), node, found: "missing", remedy: "give \(allowed)") }
            return value(key, fallback, allowed, parse)
        }

        func integer(_ key: String, _ standard: Int, _ range: ClosedRange<Int>) -> Int {
            let allowed =
                range.upperBound == .max
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
            return value(key, standard, allowed) { $0.int.flatMap { range.contains($0) ? $0 : nil } }
        }

        func number(_ key: String, _ standard: Double, _ range: ClosedRange<Double>) -> Double {
            value(key, standard, "a number from \(range.lowerBound) to \(range.upperBound)") {
                $0.float.flatMap { range.contains($0) ? $0 : nil }
            }
        }

        func span(_ key: String, _ standard: TimeSpan) -> TimeSpan {
            value(key, standard, "a time such as 30m, 1h30m or 7d") { $0.string.flatMap { TimeSpan($0) } }
        }

        func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ standard: Word) -> Word
        where Word.RawValue == String {
            let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
            return value(key, standard, "one of \(allowed)") { $0.string.flatMap { Word(rawValue: $0) } }
        }

        func words<Word: RawRepresentable & CaseIterable>(_ key: String, _ standard: [Word]) -> [Word]
        where Word.RawValue == String {
            let allowed = Word.allCases.map(\.rawValue).joined(separator: ", ")
            return list(key, standard, "a list of \(allowed)") { $0.string.flatMap { Word(rawValue: $0) } }
        }

        func flag(_ key: String, _ standard: Bool) -> Bool {
            value(key, standard, "true or false") { $0.bool }
        }

        func list<Element>(
            _ key: String, _ standard: [Element], _ allowed: String, _ parse: (Node) -> Element?
        ) -> [Element] {
            value(key, standard, allowed) { node in
                guard let sequence = node.sequence else { return nil }
                let values = sequence.compactMap(parse)
                return values.count == sequence.count ? values : nil
            }
        }

        func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

        private func template(_ key: String) -> String {
            let parts = full(key).split(separator: ".").map(String.init)
            let isFree = parts.count > 1 && ["columns", "triggers", "drills"].contains(parts[0])
            return isFree ? ([parts[0], "*"] + parts.dropFirst(2)).joined(separator: ".") : full(key)
        }
    }
}
