import Terminal

extension KeyTable {
    /// The keys that change something, most important first.
    static let acting: [KeyBinding] = [
        KeyBinding(
            [.character("A")], .screen, .approve, .act, hint: "approve",
            help: "Approves the step or the promotion that waits: a card, `yes`, Enter, then 5 s in which `u` stops it."
        ),
        KeyBinding(
            [.character("B")], .screen, .rollBack, .act, hint: "roll back",
            help: "Rolls the candidate back: a card, then `B` again acts at once."),
        KeyBinding(
            [.character("a")], .screen, .acknowledge, .act, hint: "acknowledge",
            help: "Acknowledges the newest firing alert; in the Alerts pane the marked one, and takes it back."),
        KeyBinding(
            [.character("!")], .screen, .nextNeed, .act, hint: "next need",
            help: "Goes to the next thing that needs you."),
        KeyBinding(
            [.character("H")], .screen, .hold, .act, hint: "hold",
            help: "Holds the canary at its weight, or lets a held one go on."),
        KeyBinding(
            [.character("R")], .screen, .retrain, .act, hint: "retrain",
            help: "Retrains now; asks for a reason."),
        KeyBinding(
            [.character("P")], .screen, .toggleAutomation, .act, hint: "pause",
            help: "Pauses or resumes the pipeline's automation."),
        KeyBinding(
            [.character("D")], .screen, .pauseSearch, .act, hint: "pause search", in: .leaderboard,
            help: "Pauses the drawing of trials, or goes on with it; those that run go on."),
        KeyBinding(
            [.character("X")], .screen, .stopSearch, .act, hint: "stop search", in: .leaderboard,
            help: "Stops the search: a card, then `X` again; the best of what ended goes on to the gates."),
        KeyBinding(
            [.character("E")], .screen, .extendSearch, .act, hint: "more trials", in: .leaderboard,
            help: "Gives the search more trials; asks how many."),
        KeyBinding(
            [.character("{")], .screen, .slower, .act,
            help: "Replays slower."),
        KeyBinding(
            [.character("}")], .screen, .faster, .act,
            help: "Replays faster."),
        KeyBinding(
            [.character("u")], .countdown, .stopCountdown, .act, hint: "stop",
            help: "Stops the countdown of an approval."),
    ]
}
