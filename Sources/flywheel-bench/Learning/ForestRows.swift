import Learning

/// 100 trees of depth 6 on 25 features: our walk, and the library's through its C interface on the same trees and rows.
enum ForestRows {
    static func oneRow() throws -> Measurement {
        let forest = try ForestBenchmark()
        return microseconds(forest) {
            for row in 0..<forest.rows { _ = forest.score(row: row) }
        }
    }

    static func batch() throws -> Measurement {
        let forest = try ForestBenchmark()
        var scores = Array(repeating: Float(0), count: forest.rows)
        return microseconds(forest) { forest.score(into: &scores) }
    }

    static func libraryOneRow() throws -> Measurement {
        let forest = try ForestBenchmark()
        return try microseconds(forest) {
            for row in 0..<forest.rows { _ = try forest.libraryScore(row: row) }
        }
    }

    static func libraryBatch() throws -> Measurement {
        let forest = try ForestBenchmark()
        var scores = Array(repeating: Float(0), count: forest.rows)
        return try microseconds(forest) { try forest.libraryScore(into: &scores) }
    }

    private static func microseconds(_ forest: ForestBenchmark, _ work: () throws -> Void) rethrows -> Measurement {
        let (seconds, _) = try ProcessorClock.median(work)
        return [.microseconds: seconds / Double(forest.rows) * 1e6]
    }
}
