package import Terminal

/// One row of the key table: keys, where they hold, what they do, and how that is told.
package struct KeyBinding: Hashable, Sendable {
    package enum Group: String, Hashable, Sendable, CaseIterable {
        case act = "Act"
        case move = "Move"
        case look = "Look"
        case program = "Program"
    }

    package var keys: [Key]
    package var scope: KeyScope
    package var action: DashboardAction
    package var group: Group
    /// One or two words for the hint line; empty: never hinted.
    package var hint: String
    /// One sentence.
    package var help: String
    /// Where it is hinted, before what holds in all panes; nil everywhere.
    package var pane: PaneKind?

    init(
        _ keys: [Key], _ scope: KeyScope, _ action: DashboardAction, _ group: Group, hint: String = "",
        in pane: PaneKind? = nil, help: String
    ) {
        self.keys = keys
        self.scope = scope
        self.action = action
        self.group = group
        self.hint = hint
        self.help = help
        self.pane = pane
    }
}
