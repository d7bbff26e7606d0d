import Domain
import Yams

extension PipelineFile {
    func monitors(_ top: SettingReader.Section, _ task: LearningTask) -> MonitorDefinition {
        let section = group("monitors", top)
        let standard = MonitorDefinition()
        return MonitorDefinition(
            fading: section.number("fading", standard.fading, 0.5...1),
            referenceRows: section.integer("reference_rows", standard.referenceRows, 50...1_000_000),
            currentRows: section.integer("current_rows", standard.currentRows, 50...1_000_000),
            stabilityLimit: section.number("stability_limit", standard.stabilityLimit, 0.0001...100),
            detector: detector(section, task),
            adwinDelta: section.number("adwin_delta", standard.adwinDelta, 1e-9...0.999),
            decayDrop: section.number("decay_drop", standard.decayDrop, 0.0001...1_000),
            missingRise: section.number("missing_rise", standard.missingRise, 0...1),
            outOfRange: section.number("out_of_range", standard.outOfRange, 0...1),
            pendingEvaluations: section.integer("pending", standard.pendingEvaluations, 1...100),
            notify: section.value("notify", [], "a command and its arguments as a list") { node in
                let words = node.sequence?.compactMap { $0.string } ?? []
                return words.count == node.sequence?.count && words.first != "" ? words : nil
            })
    }

    private func detector(_ section: SettingReader.Section, _ task: LearningTask) -> DetectorKind {
        let detector = section.word("detector", MonitorDefinition().detector)
        if task == .regression, detector.countsErrors {
            let usable = DetectorKind.allCases.filter { !$0.countsErrors }.map(\.rawValue).joined(separator: ", ")
            section.report(
                "detector", found: "\(detector.rawValue), which counts errors of 0 or 1",
                remedy: "a regression's loss is any number from 0 to 1; use one of \(usable)")
        }
        if detector != .adwin, let delta = section.node("adwin_delta") {
            section.reader.warn(
                section.full("adwin_delta"), delta, found: "given for \(detector.rawValue)",
                remedy: "only adwin has it; remove it")
        }
        return detector
    }

    func triggers(_ top: SettingReader.Section) -> [TriggerDefinition] {
        for key in SettingTable.children(of: "triggers.*") { top.reader.ask("triggers.*.\(key)") }
        return entries("triggers", top).compactMap { section in
            guard let kind = kind(section) else { return nil }
            let debounce = section.value("debounce", [3, 4], "[hits, evaluations] from 1 to 100") { node -> [Int]? in
                let counts = node.sequence?.compactMap { $0.int } ?? []
                guard counts.count == 2, counts.count == node.sequence?.count else { return nil }
                return 1 <= counts[0] && counts[0] <= counts[1] && counts[1] <= 100 ? counts : nil
            }
            return TriggerDefinition(
                kind: kind, isLive: section.flag("live", true), debounceHits: debounce[0], debounceOf: debounce[1],
                coolDown: section.span("cool_down", .days(7)))
        }
    }

    private func kind(_ section: SettingReader.Section) -> TriggerDefinition.Kind? {
        let kinds = ["periodic", "new_rows", "drift", "decay"]
        let given = kinds.filter { section.node($0) != nil }
        guard given.count == 1 else {
            let found = given.isEmpty ? "without a kind" : "\(given.joined(separator: " and ")) in one"
            section.reader.report(
                section.path, section.node, found: found, remedy: "give one of \(kinds.joined(separator: ", "))")
            return nil
        }
        switch given[0] {
        case "periodic":
            return .periodic(
                every: section.value("periodic", .days(30), "a time above 0s, such as 30d") { node in
                    node.string.flatMap { TimeSpan($0) }.flatMap { $0 > .zero ? $0 : nil }
                })
        case "new_rows": return .newRows(count: section.integer("new_rows", 5_000, 50...Int.max))
        case "drift": return .drift(columns: section.integer("drift", 1, 1...1_000))
        default: return .decay(drop: section.number("decay", 0.05, 0.0001...1_000))
        }
    }

    func drills(_ top: SettingReader.Section) -> [DrillDefinition] {
        top.reader.ask("drills.*.bad-candidate")
        return entries("drills", top).compactMap { section in
            let row = section.required("bad-candidate", 0, "a row") { node in
                node.int.flatMap { $0 >= 1 ? $0 : nil }
            }
            return row > 0 ? DrillDefinition(kind: .badCandidate, row: Int64(row)) : nil
        }.sorted { $0.row < $1.row }
    }

    /// The entries of a list of maps.
    private func entries(_ key: String, _ top: SettingReader.Section) -> [SettingReader.Section] {
        guard let node = top.node(key) else { return [] }
        guard let nodes = node.sequence else {
            top.report(key, found: top.reader.describe(node), remedy: "use a list, one entry a line")
            return []
        }
        return nodes.enumerated().map { index, node in
            top.reader.section(node, "\(key).\(index + 1)", known: SettingTable.children(of: "\(key).*"))
        }
    }
}
