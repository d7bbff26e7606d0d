/// A `:` line split into its command and the rest.
struct CommandLine: Hashable, Sendable {
    var command: PaletteCommand
    /// What follows the name, without blanks at its ends; may be empty.
    var argument: String

    enum Problem: Error, Hashable {
        case empty
        /// No command starts so.
        case unknown(String)
        /// Several commands start so.
        case ambiguous(String, [String])
    }

    /// Reads a line; a name may be cut as long as one command alone starts so.
    init(_ line: String) throws(Problem) {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let first = words.first else { throw .empty }
        let name = String(first)
        let matches = PaletteCommand.all.filter { $0.name.hasPrefix(name) }
        if let exact = matches.first(where: { $0.name == name }) {
            command = exact
        } else if matches.count == 1 {
            command = matches[0]
        } else if matches.isEmpty {
            throw .unknown(name)
        } else {
            throw .ambiguous(name, matches.map(\.name))
        }
        argument = words.count > 1 ? words[1].trimmed : ""
    }
}

extension Substring {
    /// Without blanks at either end.
    var trimmed: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
