package import Domain

/// How the leaderboard is looked at: in which order, which runs, which of them are marked.
package struct Board: Hashable, Sendable {
    package enum Scope: Hashable, Sendable {
        /// The newest search's trials.
        case search
        /// All runs of the pipeline, as the history has them.
        case all
    }

    package internal(set) var scope = Scope.search
    package internal(set) var sort = BoardSort.best
    package internal(set) var filter: BoardFilter?
    /// The marked runs as they were then, in the order in which they were marked.
    package internal(set) var marks: [FoundRun] = []

    /// What the history answered last; nil before the first answer.
    var page: BoardPage?
    /// What it was asked and has not answered.
    var awaited: RunQuery?
    /// Whether the history may have more by now than the page tells.
    var isStale = false

    static let mostMarks = 12

    /// Of another pipeline there are other runs; the order is kept.
    mutating func leavePipeline() {
        filter = nil
        marks = []
        leavePage()
    }

    mutating func leavePage() {
        page = nil
        awaited = nil
        isStale = false
    }
}

/// A condition as it was typed, and what it says.
package struct BoardFilter: Hashable, Sendable {
    package var text: String
    package var condition: RunCondition
}
