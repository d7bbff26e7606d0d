/// A command of the `:` line.
package struct PaletteCommand: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case action(DashboardAction)
        case theme
        case why
        case caption
        case saveDisplay
        case quarantine
        case release
        case drop
        case golden
        case retrain
        case resume
        case nextStep
        case cancel
        case retry
        case start
        case undo
        case pause
        case resumeAutomation
        case speed
        case search
        case sort
    }

    package var name: String
    /// Arguments as the help writes them; square brackets mean optional.
    package var arguments: String
    package var kind: Kind
    package var help: String

    package var usage: String { arguments.isEmpty ? name : "\(name) \(arguments)" }

    package static let all: [PaletteCommand] = [
        PaletteCommand(
            name: "why", arguments: "[PIPELINE]", kind: .why, help: "Says why what serves now serves."),
        PaletteCommand(
            name: "approve", arguments: "", kind: .action(.approve), help: "Opens the approval card, as the key."),
        PaletteCommand(
            name: "rollback", arguments: "", kind: .action(.rollBack), help: "Opens the roll-back card, as the key."),
        PaletteCommand(
            name: "hold", arguments: "", kind: .action(.hold), help: "Holds the canary at its weight."),
        PaletteCommand(
            name: "resume", arguments: "", kind: .resume, help: "Lets a held canary go on."),
        PaletteCommand(
            name: "next", arguments: "", kind: .nextStep, help: "Takes the canary's next step now, past the wait."),
        PaletteCommand(
            name: "cancel", arguments: "", kind: .cancel, help: "Takes a candidate back before it has traffic."),
        PaletteCommand(
            name: "retry", arguments: "REASON", kind: .retry, help: "Tries the candidate again that was taken out."),
        PaletteCommand(
            name: "start", arguments: "VERSION REASON", kind: .start,
            help: "Lets an archived version be a candidate, without training."),
        PaletteCommand(
            name: "undo", arguments: "REASON", kind: .undo, help: "Brings the champion before back."),
        PaletteCommand(
            name: "retrain", arguments: "[REASON]", kind: .retrain, help: "Retrains now, for the reason given."),
        PaletteCommand(
            name: "search", arguments: "pause|resume|stop|extend N", kind: .search,
            help: "Pauses, resumes or stops the search that runs, or gives it N trials more."),
        PaletteCommand(
            name: "pause", arguments: "", kind: .pause, help: "Turns the pipeline's automation off."),
        PaletteCommand(
            name: "resume-automation", arguments: "", kind: .resumeAutomation,
            help: "Turns the pipeline's automation on again."),
        PaletteCommand(
            name: "ack", arguments: "", kind: .action(.acknowledge), help: "Acknowledges the newest firing alert."),
        PaletteCommand(
            name: "quarantine", arguments: "", kind: .quarantine, help: "Lists the rows that broke a rule."),
        PaletteCommand(
            name: "release", arguments: "ROW", kind: .release, help: "Puts a quarantined row back."),
        PaletteCommand(
            name: "drop", arguments: "ROW", kind: .drop, help: "Drops a quarantined row for good."),
        PaletteCommand(
            name: "golden", arguments: "PREDICTION REASON", kind: .golden,
            help: "Names a prediction as a golden case: each candidate must answer it as its label says."),
        PaletteCommand(
            name: "speed", arguments: "N", kind: .speed, help: "Sets the replay's factor, 0 to 1000."),
        PaletteCommand(
            name: "sort", arguments: "COLUMN [reversed]", kind: .sort,
            help: "Sorts the Leaderboard by any column or setting, such as boosted-trees.depth."),
        PaletteCommand(
            name: "theme", arguments: "NAME", kind: .theme, help: "Changes the colours."),
        PaletteCommand(
            name: "caption", arguments: "on|off", kind: .caption, help: "Shows or hides the caption line."),
        PaletteCommand(
            name: "save-display", arguments: "FILE", kind: .saveDisplay, help: "Writes the screen's text to a file."),
        PaletteCommand(
            name: "help", arguments: "", kind: .action(.help), help: "Shows the keys."),
        PaletteCommand(
            name: "quit", arguments: "", kind: .action(.quit), help: "Quits."),
    ]
}
