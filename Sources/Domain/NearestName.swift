/// Finds what somebody probably meant.
package enum NearestName {
    /// The candidate with the fewest edits, at most a third of its letters; nil where none is near.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        candidates.map { ($0, distance(name, $0)) }
            .filter { $0.1 <= max(2, $0.0.count / 3) }
            .min { $0.1 < $1.1 }?.0
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
    ///
    /// - Complexity: O(length × length)
    package static func distance(_ left: String, _ right: String) -> Int {
        let (first, second) = (Array(left), Array(right))
        var rows = [Array(0...second.count)]
        for row in 0..<first.count {
            var current = [row + 1]
            for column in 0..<second.count {
                let cost = first[row] == second[column] ? 0 : 1
                var best = min(rows[row][column] + cost, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[first.count][second.count]
    }
}
