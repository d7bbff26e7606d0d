package import Domain

/// The leaderboard's runs as far as they are at hand.
struct BoardRows {
    var runs: [FoundRun]
    /// The row of the first of them.
    var offset = 0
    /// All rows, at hand or not.
    var count: Int

    /// The run of a row; nil where there is none, or it is not at hand.
    subscript(row: Int) -> FoundRun? {
        runs.indices.contains(row - offset) ? runs[row - offset] : nil
    }
}

/// What the history answered.
package struct BoardPage: Hashable, Sendable {
    package var query: RunQuery
    package var page: RunPage
}

extension RunQuery {
    /// The same question whatever part of the answer is wanted.
    var question: RunQuery {
        var question = self
        question.offset = 0
        question.limit = .max
        return question
    }
}
