import Domain
import Yams

extension SettingReader {
    /// The values of one map.
    struct Section {
        let reader: SettingReader
        let path: String
        let values: [String: Node]
        let node: Node?

        func node(_ key: String) -> Node? { values[key] }

        func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

        /// Reports the key's value, at its own line or, where it is absent, at the group's.
        func report(_ key: String, found: String, remedy: String) {
            reader.report(full(key), values[key] ?? node, found: found, remedy: remedy)
        }

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
            if values[key] == nil { report(key, found: "missing", remedy: "give \(allowed)") }
            return value(key, fallback, allowed, parse)
        }

        func integer(_ key: String, _ standard: Int, _ range: ClosedRange<Int>) -> Int {
            let end = range.upperBound == .max ? "" : " to \(range.upperBound)"
            return value(key, standard, "a whole number from \(range.lowerBound)\(end)") {
                $0.int.flatMap { range.contains($0) ? $0 : nil }
            }
        }

        func number(_ key: String, _ standard: Double, _ range: ClosedRange<Double>) -> Double {
            let ends = [range.lowerBound, range.upperBound].map { end in
                end == end.rounded() ? "\(Int(end))" : "\(end)"
            }
            return value(key, standard, "a number from \(ends[0]) to \(ends[1])") {
                $0.float.flatMap { range.contains($0) ? $0 : nil }
            }
        }

        func span(_ key: String, _ standard: TimeSpan) -> TimeSpan {
            value(key, standard, "a time such as 30m, 1h30m or 7d") { $0.string.flatMap { TimeSpan($0) } }
        }

        /// One of the cases that `fits` lets through; for a word that is none, the nearest is suggested.
        func word<Word: RawRepresentable & CaseIterable>(
            _ key: String, _ standard: Word, fits: (Word) -> Bool = { _ in true }
        ) -> Word
        where Word.RawValue == String {
            let allowed = Word.allCases.filter(fits).map(\.rawValue)
            guard let node = values[key], let given = node.string, Word(rawValue: given) == nil,
                let nearest = NearestName.of(given, among: allowed)
            else {
                return value(key, standard, "one of \(allowed.joined(separator: ", "))") {
                    $0.string.flatMap { Word(rawValue: $0) }.flatMap { fits($0) ? $0 : nil }
                }
            }
            reader.ask(template(key))
            reader.report(full(key), node, found: reader.describe(node), remedy: "did you mean \(nearest)?")
            return standard
        }

        func flag(_ key: String, _ standard: Bool) -> Bool {
            value(key, standard, "true or false") { $0.bool }
        }

        /// A list whose elements are all allowed and all different.
        func list<Element: Hashable>(
            _ key: String, _ standard: [Element], _ allowed: String, _ parse: (Node) -> Element?
        ) -> [Element] {
            let values = value(key, standard, allowed) { node -> [Element]? in
                guard let sequence = node.sequence else { return nil }
                let values = sequence.compactMap(parse)
                return values.count == sequence.count ? values : nil
            }
            if Set(values).count < values.count, let node = node(key) {
                report(key, found: "\(reader.describe(node)), one of them twice", remedy: "name each once")
            }
            return values
        }

        /// The same with at least one element.
        func choices<Element: Hashable>(
            _ key: String, _ standard: [Element], _ allowed: String, _ parse: (Node) -> Element?
        ) -> [Element] {
            let values = list(key, standard, allowed, parse)
            guard values.isEmpty else { return values }
            report(key, found: "empty", remedy: "name at least one")
            return standard
        }

        func words<Word: RawRepresentable & CaseIterable & Hashable>(
            _ key: String, _ standard: [Word], fits: (Word) -> Bool = { _ in true }
        ) -> [Word]
        where Word.RawValue == String {
            let known = Word.allCases.filter(fits).map(\.rawValue)
            if let nodes = values[key]?.sequence, report(nodes.map { $0 }, of: key, notAmong: known) {
                reader.ask(template(key))
                return standard
            }
            let allowed = "a list of \(known.joined(separator: ", "))"
            let parse: (Node) -> Word? = { $0.string.flatMap { Word(rawValue: $0) }.flatMap { fits($0) ? $0 : nil } }
            return standard.isEmpty ? list(key, standard, allowed, parse) : choices(key, standard, allowed, parse)
        }

        /// Reports each entry of a list that is no known word, with the nearest one; false where all are known.
        private func report(_ nodes: [Node], of key: String, notAmong known: [String]) -> Bool {
            var hasProblem = false
            for (index, node) in nodes.enumerated() {
                guard let word = node.scalar?.string, !known.contains(word) else { continue }
                let nearest = NearestName.of(word, among: known)
                reader.report(
                    "\(full(key))[\(index)]", node, found: reader.describe(node),
                    remedy: nearest.map { "did you mean \($0)?" } ?? "use one of \(known.joined(separator: ", "))")
                hasProblem = true
            }
            return hasProblem
        }

        private func template(_ key: String) -> String {
            let parts = full(key).split(separator: ".").map(String.init)
            if parts[0].hasPrefix("\(RemoteWorkersSection.key)[") { return "\(RemoteWorkersSection.key).*.\(key)" }
            guard parts.count > 1, ["columns", "triggers", "drills"].contains(parts[0]) else { return full(key) }
            return "\(parts[0]).*.\(key)"
        }
    }
}
