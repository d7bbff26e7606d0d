/// What a key or a command does.
package enum DashboardAction: Hashable, Sendable {
    case approve
    case rollBack
    case hold
    case retrain
    case toggleAutomation
    case acknowledge
    case pauseSearch
    case stopSearch
    case extendSearch
    case stopCountdown
    case nextNeed
    case slower
    case faster

    case down
    case up
    case pageDown
    case pageUp
    case halfPageDown
    case halfPageUp
    case top
    case bottom
    case nextPipeline
    case previousPipeline
    case nextPane
    case previousPane
    case focus(PaneKind)
    case open

    case sort
    case reverseSort
    case mark
    case compare
    case explain
    case scope
    case filter
    case nextMatch
    case previousMatch
    case zoom
    case freeze
    case live
    case shortenRange
    case lengthenRange
    case copyWhy
    case predictions

    case command
    case help
    case back
    case redraw
    case suspend
    case quit

    /// Enter or Tab in a line of text.
    case submit
    case complete
}
