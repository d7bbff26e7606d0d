import Domain
import Foundation
import Learning
import Yams

/// Learners of the user's own.
extension PipelineFile {
    /// `programs: {forest: {command: [python3, forest.py], ranges: {trees: [10, 200]}, whole: [trees]}}`.
    func programs(_ top: SettingReader.Section) -> [SearchProgram] {
        top.reader.ask("search.programs")
        guard let node = top.node("search")?.mapping?["programs"] else { return [] }
        guard let entries = node.mapping else {
            top.reader.report(
                "search.programs", node, found: top.reader.describe(node),
                remedy: "use a map of names, such as {forest: {command: [python3, forest.py]}}")
            return []
        }
        var programs: [SearchProgram] = []
        for (name, entry) in entries {
            guard let program = program(name, entry, top.reader) else { continue }
            programs.append(program)
        }
        return programs
    }

    /// The learners of a search, and those of them that are the user's own.
    func learners(
        _ section: SettingReader.Section, _ task: LearningTask, _ programs: [SearchProgram], _ standard: [Learner]
    ) -> (learners: [Learner], programs: [SearchProgram]) {
        guard !programs.isEmpty, let node = section.node("learners") else {
            return (section.words("learners", standard, fits: { $0.fits(task) }), [])
        }
        let reader = section.reader
        reader.ask("search.learners")
        let known = Learner.allCases.filter { $0.fits(task) }.map(\.rawValue) + programs.map(\.program.name)
        guard let nodes = node.sequence, !nodes.isEmpty else {
            section.report(
                "learners", found: reader.describe(node), remedy: "use a list of \(known.joined(separator: ", "))")
            return (standard, [])
        }
        var names: [String] = []
        for (index, node) in nodes.enumerated() {
            let name = node.string ?? ""
            if !known.contains(name) {
                let nearest = NearestName.of(name, among: known).map { "did you mean \($0)?" }
                reader.report(
                    "search.learners[\(index)]", node, found: reader.describe(node),
                    remedy: nearest ?? "use one of \(known.joined(separator: ", "))")
            } else if names.contains(name) {
                reader.report(
                    "search.learners[\(index)]", node, found: "\(name) a second time", remedy: "name each once")
            } else {
                names.append(name)
            }
        }
        return (
            names.compactMap { Learner(rawValue: $0) },
            names.compactMap { name in programs.first { $0.program.name == name } }
        )
    }

    /// Says which are never run.
    func warnOfIdle(_ programs: [SearchProgram], _ definition: PipelineDefinition, _ top: SettingReader.Section) {
        for program in programs
        where definition.initial.program != program && !definition.search.programs.contains(program) {
            let name = program.program.name
            top.reader.warn(
                "search.programs.\(name)", top.node("search")?.mapping?["programs"], found: "named nowhere",
                remedy: "add \(name) to search.learners, or remove it")
        }
    }

    // MARK: One program

    private func program(_ name: Node, _ node: Node, _ reader: SettingReader) -> SearchProgram? {
        let given = name.string ?? ""
        let key = "search.programs.\(given)"
        if Learner(rawValue: given) != nil {
            reader.report(key, name, found: "the name of a learner of this program", remedy: "call yours otherwise")
            return nil
        }
        guard !given.isEmpty, given.utf8.count <= 40, given.utf8.allSatisfy(Self.isOfName) else {
            reader.report(
                key, name, found: reader.describe(name), remedy: "use a name of up to 40 letters, digits, - and _")
            return nil
        }
        guard node.mapping != nil else {
            reader.report(
                key, node, found: reader.describe(node),
                remedy: "use a map with command, such as {command: [python3, forest.py]}")
            return nil
        }
        let section = reader.section(node, key, known: ["command", "ranges", "whole", "logarithmic"])
        guard let command = command(section, key) else { return nil }
        return SearchProgram(
            program: LearnerProgram(name: given, command: command), settings: settings(section, key))
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private func command(_ section: SettingReader.Section, _ key: String) -> [String]? {
        let reader = section.reader
        guard let node = section.node("command") else {
            section.report("command", found: "missing", remedy: "give a list of words, such as [python3, forest.py]")
            return nil
        }
        let words = node.sequence.map { $0.compactMap { $0.scalar?.string } } ?? []
        guard !words.isEmpty, words.count == node.sequence?.count, !words[0].isEmpty else {
            section.report(
                "command", found: reader.describe(node), remedy: "use a list of words, such as [python3, forest.py]")
            return nil
        }
        let place = ProgramFiles(workspace: workspace)
        if let problem = place.problem(with: words) {
            reader.report("\(key).command", node, found: problem.found, remedy: problem.remedy)
        }
        return words
    }

    private func settings(_ section: SettingReader.Section, _ key: String) -> [SearchProgram.Setting] {
        let reader = section.reader
        var settings: [SearchProgram.Setting] = []
        let names = section.node("ranges")?.mapping?.keys.compactMap(\.string) ?? []
        let whole = named("whole", section, among: names)
        let logarithmic = named("logarithmic", section, among: names)
        for name in logarithmic where whole.contains(name) {
            section.report("logarithmic", found: "\(name), which is whole", remedy: "name it in one of the two")
        }
        guard let ranges = section.node("ranges") else { return [] }
        guard let mapping = ranges.mapping else {
            section.report(
                "ranges", found: reader.describe(ranges), remedy: "use a map of settings, such as {trees: [10, 200]}")
            return []
        }
        for (name, node) in mapping {
            let given = name.string ?? ""
            let scale: SearchProgram.Scale =
                whole.contains(given) ? .whole : logarithmic.contains(given) ? .logarithmic : .even
            let values = node.sequence.map { $0.compactMap(\.float) } ?? node.float.map { [$0] } ?? []
            if given.isEmpty {
                reader.report("\(key).ranges", name, found: reader.describe(name), remedy: "name the setting")
            } else if let problem = scale.limits(of: given).problem(with: values, of: node.sequence?.count ?? 1) {
                reader.report("\(key).ranges.\(given)", node, found: reader.describe(node), remedy: problem)
            } else {
                settings.append(SearchProgram.Setting(name: given, values: values, scale: scale))
            }
        }
        return settings
    }

    /// A list of settings that the ranges have.
    private func named(_ key: String, _ section: SettingReader.Section, among names: [String]) -> [String] {
        guard let node = section.node(key) else { return [] }
        let words = node.sequence.map { $0.compactMap(\.string) } ?? []
        guard words.count == node.sequence?.count else {
            section.report(key, found: section.reader.describe(node), remedy: "use a list of the names in ranges")
            return []
        }
        for word in words where !names.contains(word) {
            let nearest = NearestName.of(word, among: names).map { "did you mean \($0)?" }
            section.report(key, found: "\(word), which ranges has not", remedy: nearest ?? "give it a range")
        }
        return words
    }
}
