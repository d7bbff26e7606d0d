/// Where a binding holds; one that holds everywhere is looked up last.
package enum KeyScope: Hashable, Sendable, CaseIterable {
    case everywhere
    /// The panes, with nothing over them.
    case screen
    /// Lists that lie over the panes: help, why, quarantine.
    case sheet
    /// A line of text is typed; plain characters go there.
    case input
    case countdown
    case rollBackCard
    case stopSearchCard
    case quitCard
}
