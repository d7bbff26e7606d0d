package import Domain

/// How the leaderboard is looked at: in which order, which runs, which of them are marked.
package struct Board: Hashable, Sendable {
    package internal(set) var sort = BoardSort.best
    package internal(set) var filter: BoardFilter?
    /// The marked runs as they were then, in the order in which they were marked.
    package internal(set) var marks: [FoundRun] = []

    static let mostMarks = 12

    /// Of another pipeline there are other runs; the order is kept.
    mutating func leavePipeline() {
        filter = nil
        marks = []
    }
}

/// A condition as it was typed, and what it says.
package struct BoardFilter: Hashable, Sendable {
    package var text: String
    package var condition: RunCondition
}
