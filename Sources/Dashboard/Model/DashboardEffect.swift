package import Domain

/// What the screen asks the outside to do.
package enum DashboardEffect: Hashable, Sendable {
    case submit(Intent)
    /// Asks the history for a page of runs; ``DashboardEvent/runs(_:_:)`` brings it.
    case findRuns(RunQuery)
    /// Asks the history what a run came from and what came of it.
    case tellLineage(PipelineName, run: Int)
    /// Asks what the trials of a pipeline tell of their parameters; ``DashboardEvent/explanation(_:_:)`` brings it.
    case explain(PipelineName)
    case setReplayFactor(Double)
    case setTheme(String)
    case quit
    case suspend
    /// Paints every cell anew.
    case redraw
    /// Puts the text on the clipboard.
    case copy(String)
    /// Writes the screen's text to the file.
    case saveDisplay(String)
    case bell
    /// Tells the desktop about something new.
    case notify(String)
    /// Sends ``DashboardEvent/tick`` once a second while ``DashboardModel/isCounting``.
    case startCountdown
}
