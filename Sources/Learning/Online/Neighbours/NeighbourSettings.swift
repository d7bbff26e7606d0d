/// How many neighbours answer, and among how many they are looked for.
package struct NeighbourSettings: Hashable, Codable, Sendable {
    package enum Vote: Hashable, Codable, Sendable {
        /// Each neighbour counts for its weight.
        case equal
        /// Each neighbour counts for its weight over its distance, so that one at the very place decides.
        case byDistance
    }

    /// At least 1; 5–15 is usual.
    package var neighbours: Int
    /// Newest examples that are kept, at least 1; an answer looks at each.
    package var window: Int
    package var vote: Vote

    package init(neighbours: Int = 7, window: Int = 1_000, vote: Vote = .byDistance) {
        self.neighbours = neighbours
        self.window = window
        self.vote = vote
    }
}
