package import Domain

/// What lies over the panes and takes the keys.
package enum Overlay: Hashable, Sendable {
    case help(HelpSheet)
    case palette(TextField)
    /// Narrows the focused pane while it is typed.
    case filter(TextField)
    /// Says which runs the leaderboard shows.
    case condition(ConditionLine)
    /// Asks why to retrain; fixed to its pipeline when opened.
    case reason(PipelineName, TextField)
    case approve(ApproveCard)
    case rollBack(RollBackCard)
    case stopSearch(StopSearchCard)
    /// Asks how many trials more.
    case extend(PipelineName, TextField)
    case quit
    case run(RunSheet)
    case compare(CompareSheet)
    case explanation(ExplanationSheet)
    case why(PipelineName, scroll: Int)
    case quarantine(PipelineName, scroll: Int)
    case predictions(PipelineName, row: Int)

    var isRun: Bool {
        if case .run = self { true } else { false }
    }

    /// Which keys it understands.
    var scope: KeyScope {
        switch self {
        case .help(let sheet): sheet.isTyping ? .input : .sheet
        case .palette, .filter, .condition, .reason, .extend: .input
        case .approve(let card):
            switch card.phase {
            case .typing: .input
            case .counting: .countdown
            }
        case .rollBack: .rollBackCard
        case .stopSearch: .stopSearchCard
        case .quit: .quitCard
        case .run, .compare, .explanation, .why, .quarantine, .predictions: .sheet
        }
    }
}
