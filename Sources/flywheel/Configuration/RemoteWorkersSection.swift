import Domain
import Yams

/// Reads which workers there are on other machines.
struct RemoteWorkersSection {
    static let key = "remote_workers"
    private static let example = "[{command: [ssh, gpu1, flywheel, worker, --remote], slots: 2}]"

    let section: SettingReader.Section

    var workers: [RemoteWorkers] {
        let reader = section.reader
        for name in ["command", "slots"] { reader.ask("\(Self.key).*.\(name)") }
        guard let node = section.node(Self.key) else { return [] }
        guard let entries = node.sequence else {
            section.report(Self.key, found: reader.describe(node), remedy: "use a list such as \(Self.example)")
            return []
        }
        return entries.enumerated().compactMap { place, entry in
            guard entry.mapping != nil else {
                reader.report(
                    "\(Self.key)[\(place)]", entry, found: reader.describe(entry),
                    remedy: "use a map with command, as in \(Self.example)")
                return nil
            }
            let one = reader.section(entry, "\(Self.key)[\(place)]", known: ["command", "slots"])
            let slots = one.integer("slots", 1, 1...64)
            return command(one).map { RemoteWorkers(command: $0, slots: slots) }
        }
    }

    /// A list of words, or one text that is cut at its blanks.
    private func command(_ one: SettingReader.Section) -> [String]? {
        let allowed = "a list of words, such as [ssh, gpu1, flywheel, worker, --remote]"
        guard let node = one.node("command") else {
            one.report("command", found: "missing", remedy: "give \(allowed)")
            return nil
        }
        let words =
            node.sequence.map { nodes in nodes.map { $0.scalar?.string ?? "" } }
            ?? (node.string ?? "").split(separator: " ").map(String.init)
        guard !words.isEmpty, !words.contains("") else {
            one.report("command", found: one.reader.describe(node), remedy: "use \(allowed)")
            return nil
        }
        guard words.contains("--remote") else {
            one.report(
                "command", found: "without --remote",
                remedy: "end it with flywheel worker --remote, as it has no folder here")
            return nil
        }
        return words
    }
}
