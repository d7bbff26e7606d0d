package import Domain

/// What orders the leaderboard.
package struct BoardSort: Hashable, Sendable {
    package internal(set) var column: RunColumn
    /// Turned round from how a person looks at the column first.
    package internal(set) var isReversed = false

    static let best = BoardSort(column: .field(.score))

    /// The best score, the smallest interval, the greatest of other numbers and the first of words come first.
    func order(for task: LearningTask) -> RunQuery.Order {
        let isAscending =
            switch column {
            case .field(.score): !task.higherIsBetter
            case .field(.margin): true
            default: !column.isNumber
            }
        return isAscending != isReversed ? .ascending : .descending
    }

    /// The columns that a key goes through, from left to right.
    private static let columns: [RunField] = [
        .number, .learner, .score, .margin, .rows, .updates, .origin, .wall, .cpu, .memory, .state,
    ]

    /// The next column to the right, around the end; from one that is not on the way to the first.
    func next(in scope: Board.Scope) -> BoardSort {
        let columns = scope == .all ? [.number, .search] + Self.columns.dropFirst() : Self.columns
        let place = columns.firstIndex { .field($0) == column } ?? -1
        return BoardSort(column: .field(columns[(place + 1) % columns.count]))
    }
}
