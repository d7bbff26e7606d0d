package import Domain

/// How the leaderboard is looked at: in which order, and which runs.
package struct Board: Hashable, Sendable {
    package internal(set) var sort = BoardSort.best
    package internal(set) var filter: BoardFilter?

    /// Of another pipeline there are other runs; the order is kept.
    mutating func leavePipeline() {
        filter = nil
    }
}

/// A condition as it was typed, and what it says.
package struct BoardFilter: Hashable, Sendable {
    package var text: String
    package var condition: RunCondition
}
