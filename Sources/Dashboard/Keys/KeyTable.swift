import Terminal

/// Every key with what it does: drives dispatch, hints, help, completion and the README's list.
package enum KeyTable {
    /// Most important first inside each group; hints are cut from the end.
    package static let bindings: [KeyBinding] = acting + moving + looking + program + overlays

    /// What `key` means in `scope`; nil where nothing.
    ///
    /// - Complexity: O(bindings)
    static func action(for key: Key, in scope: KeyScope) -> DashboardAction? {
        let binding =
            bindings.first { $0.scope == scope && $0.keys.contains(key) }
            ?? bindings.first { $0.scope == .everywhere && $0.keys.contains(key) }
        return binding?.action
    }

    /// The first key of an action on the panes.
    static func label(of action: DashboardAction) -> String {
        bindings.first { $0.scope == .screen && $0.action == action }?.keys.first?.label ?? ""
    }

    private static let moving: [KeyBinding] =
        [
            KeyBinding(
                [.tab], .screen, .nextPane, .move, hint: "panes",
                help: "Goes to the next pane."),
            KeyBinding([.backTab], .screen, .previousPane, .move, help: "Goes to the previous pane."),
        ]
        + PaneKind.allCases.map { pane in
            KeyBinding(
                [.character(Character("\(pane.rawValue)"))], .screen, .focus(pane), .move,
                help: "Goes to \(pane.title).")
        } + [
            KeyBinding(
                [.right, .character("l")], .screen, .nextPipeline, .move, hint: "pipeline",
                help: "Selects the next pipeline."),
            KeyBinding(
                [.left, .character("h")], .screen, .previousPipeline, .move,
                help: "Selects the previous pipeline."),
            KeyBinding(
                [.character("j"), .down], .screen, .down, .move,
                help: "Moves down in the pane; on Chart and Fleet to the next pipeline."),
            KeyBinding(
                [.character("k"), .up], .screen, .up, .move,
                help: "Moves up in the pane; on Chart and Fleet to the previous pipeline."),
            KeyBinding([.pageDown], .screen, .pageDown, .move, help: "Moves a page down."),
            KeyBinding([.pageUp], .screen, .pageUp, .move, help: "Moves a page up."),
            KeyBinding([.control("d")], .screen, .halfPageDown, .move, help: "Moves half a page down."),
            KeyBinding([.control("u")], .screen, .halfPageUp, .move, help: "Moves half a page up."),
            KeyBinding([.character("g"), .home], .screen, .top, .move, help: "Goes to the first row."),
            KeyBinding([.character("G"), .end], .screen, .bottom, .move, help: "Goes to the last row."),
            KeyBinding(
                [.enter], .screen, .open, .move, hint: "open",
                help:
                    "Opens: an alert or a pipeline's row goes to its chart, a run is shown in full, "
                    + "another pane fills the screen."),
        ]

    private static let looking: [KeyBinding] = [
        KeyBinding(
            [.character("z")], .screen, .zoom, .look, hint: "zoom", help: "Fills the screen with the pane, and back."),
        KeyBinding(
            [.character("c")], .screen, .compare, .look, hint: "compare", in: .leaderboard,
            help: "Puts the marked runs side by side."),
        KeyBinding(
            [.character("/")], .screen, .filter, .look, hint: "filter",
            help: "Shows only rows with a text; on the Leaderboard runs that meet a condition, as of `flywheel runs`."),
        KeyBinding(
            [.character("s")], .screen, .sort, .look, hint: "sort", in: .leaderboard,
            help: "Sorts the Leaderboard by the next column."),
        KeyBinding(
            [.character(" ")], .screen, .mark, .look, hint: "mark", in: .leaderboard,
            help: "Marks the Leaderboard's run for a comparison, and takes that back."),
        KeyBinding(
            [.character("r")], .screen, .scope, .look, hint: "all runs", in: .leaderboard,
            help: "Shows all runs of the pipeline on the Leaderboard, or the newest search's again."),
        KeyBinding(
            [.character("I")], .screen, .reverseSort, .look, hint: "reverse", in: .leaderboard,
            help: "Turns the Leaderboard's order round."),
        KeyBinding(
            [.character("i")], .screen, .explain, .look, hint: "importance", in: .leaderboard,
            help: "Shows which parameters decided what the trials reached, and the newest search's front."),
        KeyBinding([.character("n")], .screen, .nextMatch, .look, help: "Goes to the next row that the filter leaves."),
        KeyBinding(
            [.character("N")], .screen, .previousMatch, .look, help: "Goes to the previous row that the filter leaves."),
        KeyBinding(
            [.character("+"), .character("=")], .screen, .shortenRange, .look, hint: "range",
            help: "Shows a shorter time on the chart."),
        KeyBinding([.character("-")], .screen, .lengthenRange, .look, help: "Shows a longer time on the chart."),
        KeyBinding([.character("f")], .screen, .freeze, .look, help: "Freezes the picture, and lets it go on."),
        KeyBinding(
            [.character(".")], .screen, .live, .look, hint: "live",
            help: "Returns to now: picture live, whole time range, no filter."),
        KeyBinding(
            [.character("y")], .screen, .copyWhy, .look,
            help: "Copies why the champion serves, as text to paste."),
        KeyBinding(
            [.character("p")], .screen, .predictions, .look,
            help: "Lists the newest predictions; Enter names the marked one as a golden case."),
    ]

    private static let program: [KeyBinding] = [
        KeyBinding([.character(":")], .screen, .command, .program, hint: "command", help: "Opens the command line."),
        KeyBinding([.character("?"), .function(1)], .screen, .help, .program, hint: "help", help: "Shows this list."),
        KeyBinding(
            [.escape], .screen, .back, .program,
            help: "Goes back: out of a zoom, then clears the filter; on the Leaderboard also marks and all runs."),
        KeyBinding([.control("l")], .everywhere, .redraw, .program, help: "Paints the screen anew."),
        KeyBinding([.control("z")], .everywhere, .suspend, .program, help: "Suspends the program."),
        KeyBinding(
            [.character("q")], .screen, .quit, .program, hint: "quit",
            help: "Quits: a zoomed pane first, then the program."),
        KeyBinding([.control("c")], .everywhere, .quit, .program, help: "Quits the same way, from anywhere."),
    ]

    private static let overlays: [KeyBinding] = [
        KeyBinding([.character("j"), .down], .sheet, .down, .move, hint: "down", help: "Moves down."),
        KeyBinding([.character("k"), .up], .sheet, .up, .move, help: "Moves up."),
        KeyBinding([.pageDown, .control("d")], .sheet, .pageDown, .move, help: "Moves a page down."),
        KeyBinding([.pageUp, .control("u")], .sheet, .pageUp, .move, help: "Moves a page up."),
        KeyBinding([.character("g"), .home], .sheet, .top, .move, help: "Goes to the top."),
        KeyBinding([.character("G"), .end], .sheet, .bottom, .move, help: "Goes to the end."),
        KeyBinding([.enter], .sheet, .open, .act, hint: "do it", help: "Does what the marked row says."),
        KeyBinding([.character("/")], .sheet, .filter, .look, hint: "filter", help: "Narrows the list."),
        KeyBinding([.character("n")], .sheet, .nextMatch, .move, hint: "next run", help: "Goes to the next run."),
        KeyBinding([.character("N")], .sheet, .previousMatch, .move, help: "Goes to the previous run."),
        KeyBinding([.character("y")], .sheet, .copyWhy, .look, hint: "copy", help: "Copies the text."),
        KeyBinding([.character(":")], .sheet, .command, .program, hint: "command", help: "Opens the command line."),
        KeyBinding(
            [.escape, .character("q"), .character("?"), .function(1)], .sheet, .back, .program, hint: "back",
            help: "Closes the list."),
        KeyBinding([.enter], .input, .submit, .act, hint: "go", help: "Takes the line."),
        KeyBinding([.tab], .input, .complete, .act, hint: "complete", help: "Completes the word."),
        KeyBinding([.escape], .input, .back, .program, hint: "cancel", help: "Cancels."),
        KeyBinding([.escape], .countdown, .back, .program, hint: "cancel", help: "Stops the countdown."),
        KeyBinding([.character("B")], .countdown, .rollBack, .act, hint: "roll back", help: "Rolls back instead."),
        KeyBinding(
            [.character("B")], .rollBackCard, .rollBack, .act, hint: "roll back now", help: "Rolls back at once."),
        KeyBinding([.escape, .character("q")], .rollBackCard, .back, .program, hint: "cancel", help: "Keeps it."),
        KeyBinding(
            [.character("X")], .stopSearchCard, .stopSearch, .act, hint: "stop now", help: "Stops the search at once."),
        KeyBinding([.escape, .character("q")], .stopSearchCard, .back, .program, hint: "cancel", help: "Lets it run."),
        KeyBinding([.character("q"), .character("y")], .quitCard, .quit, .program, hint: "quit", help: "Quits."),
        KeyBinding([.escape, .character("n")], .quitCard, .back, .program, hint: "stay", help: "Stays."),
    ]
}
