/// Finds what a caller probably meant.
enum NearNames {
    /// The nearest candidates, at most three, as the end of a sentence; all of them where none is near.
    static func hint(for name: String, among candidates: [String], _ kind: String) -> String {
        guard !candidates.isEmpty else { return "there are no \(kind)s" }
        let near = nearest(to: name, among: candidates)
        if !near.isEmpty { return "did you mean \(near.joined(separator: ", "))?" }
        let listed = candidates.prefix(20).joined(separator: ", ")
        return "the \(kind)s are \(listed)\(candidates.count > 20 ? ", …" : "")"
    }

    static func nearest(to name: String, among candidates: [String]) -> [String] {
        // Longer ones are no slip of a key, and comparing them costs the square of their length.
        guard name.utf8.count <= 64 else { return [] }
        return candidates.prefix(500).filter { $0.utf8.count <= 64 }
            .map { (name: $0, distance: distance(Array(name.utf8), Array($0.utf8))) }
            .filter { $0.distance <= max(2, $0.name.utf8.count / 3) }
            .sorted { $0.distance < $1.distance }
            .prefix(3).map(\.name)
    }

    /// Insertions, deletions and substitutions that turn one into the other.
    ///
    /// - Complexity: O(length × length)
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let substituted = previous[column] + (byte == other ? 0 : 1)
                current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
