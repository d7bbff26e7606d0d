/// What the environment says of the terminal, read once at the edge.
package struct TerminalEnvironment: Hashable, Sendable {
    package var term: String
    package var colorTerm: String
    package var refusesColour: Bool

    package init(_ environment: [String: String]) {
        term = environment["TERM"] ?? ""
        colorTerm = environment["COLORTERM"] ?? ""
        refusesColour = !(environment["NO_COLOR"] ?? "").isEmpty
    }

    /// A terminal that cannot be drawn on.
    package var isDumb: Bool { term.isEmpty || term == "dumb" }

    /// The terminal description to open: one with direct colours where the terminal says that it has them.
    var description: String? {
        guard !refusesColour, colorTerm == "truecolor" || colorTerm == "24bit" else { return nil }
        return term.hasPrefix("tmux") || term.hasPrefix("screen") ? "tmux-direct" : "xterm-direct"
    }
}
