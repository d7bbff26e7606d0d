package import Learning

/// What every sketch keeps.
package enum SketchSuite {
    /// - Parameters:
    ///   - empty: A sketch that has seen nothing.
    ///   - items: A stream of at least a hundred, more than the sketch holds.
    ///   - refused: Items that are errors.
    ///   - mostBytes: What the saved sketch may take at any time.
    /// - Returns: One sentence for each promise that is broken; empty for a good sketch.
    /// - Throws: ``SketchError`` or ``SavedStateError`` where the stream cannot be taken at all.
    package static func violations<S: Sketch>(
        _ empty: S, items: [S.Item], refused: [S.Item], mostBytes: Int
    ) throws -> [String] {
        var found: [String] = []
        var half = empty
        for item in items.prefix(items.count / 2) { try half.add(item) }
        let before = half
        var full = half
        var loaded = try SavedState.decode(S.self, from: SavedState.encode(half))
        if loaded != half { found.append("what is loaded is not what was saved") }
        for item in items.dropFirst(items.count / 2) {
            try full.add(item)
            try loaded.add(item)
        }
        if half != before { found.append("adding to a copy changes the original") }
        if full == half { found.append("it does not see its items") }
        if loaded != full { found.append("a loaded sketch goes on otherwise than the saved one") }
        if try SavedState.encode(loaded) != SavedState.encode(full) {
            found.append("the same state is saved as different bytes")
        }
        if try SavedState.encode(full).count > mostBytes {
            found.append("it takes \(try SavedState.encode(full).count) bytes, \(mostBytes) are allowed")
        }
        return found + refusals(full, refused: refused)
    }

    private static func refusals<S: Sketch>(_ sketch: S, refused: [S.Item]) -> [String] {
        refused.flatMap { item in
            var copy = sketch
            do {
                try copy.add(item)
                return ["it takes \(item)"]
            } catch {
                return copy == sketch ? [] : ["refusing \(item) changes it"]
            }
        }
    }
}
