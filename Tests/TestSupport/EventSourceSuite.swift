package import Domain

/// What every source of rows and labels keeps, whatever it reads from.
///
/// A suite gives sentences about what does not hold, so that it can be used on any type from any test target.
package enum EventSourceSuite {
    /// - Parameter open: Opens the same finite stream at a position; nil is its beginning.
    /// - Returns: One sentence for each promise that is broken; empty for a good source.
    /// - Throws: ``SourceError`` where the source cannot be read at all.
    package static func violations(
        _ open: (SourcePosition?) throws -> any EventSource
    ) throws -> [String] {
        let whole = try items(of: open(nil), rows: 10_000)
        var found = order(of: whole)
        for rows in [1, 7, 256] where try items(of: open(nil), rows: rows) != whole {
            found.append("asked for \(rows) rows at a time it gives other items")
        }
        if try resumed(open, rows: 5) != whole { found.append("resumed at a position it does not go on where it was") }
        found += try limits(open)
        found += try end(open(nil))
        return found
    }

    private static func items(of source: any EventSource, rows: Int) throws -> [SourceItem] {
        var source = source
        var items: [SourceItem] = []
        while true {
            let batch = try source.next(rows: rows, until: nil)
            items += batch.items
            if batch.reachedEnd { return items }
        }
    }

    private static func resumed(
        _ open: (SourcePosition?) throws -> any EventSource, rows: Int
    ) throws -> [SourceItem] {
        var items: [SourceItem] = []
        var position: SourcePosition?
        while true {
            var source = try open(position)
            let batch = try source.next(rows: rows, until: nil)
            items += batch.items
            position = batch.position
            if batch.reachedEnd { return items }
        }
    }

    private static func order(of items: [SourceItem]) -> [String] {
        var found: [String] = []
        var last: Int64 = 0
        var labelled: Set<Int64> = []
        for item in items {
            switch item {
            case .row(let row):
                if row.number != last + 1 { found.append("row \(row.number) follows row \(last)") }
                last = row.number
            case .label(let number, _, _):
                if number > last { found.append("the label of row \(number) comes before the row") }
                if !labelled.insert(number).inserted { found.append("row \(number) is labelled twice") }
            case .correction(let number, _, _):
                if !labelled.contains(number) { found.append("row \(number) is corrected before it has a label") }
            case .reward(let number, _, _, _):
                if number > last { found.append("the reward of row \(number) comes before the row") }
            }
        }
        if last == 0 { found.append("it has no rows") }
        return found
    }

    private static func limits(_ open: (SourcePosition?) throws -> any EventSource) throws -> [String] {
        var source = try open(nil)
        let first = try source.next(rows: 10, until: nil)
        let times = first.items.compactMap { if case .row(let row) = $0 { row.time } else { nil } }
        guard let limit = times.dropLast(3).last else { return ["it has fewer than ten rows with a time"] }
        var limited = try open(nil)
        let batch = try limited.next(rows: 10, until: limit)
        let late = batch.items.contains { if case .row(let row) = $0 { row.time ?? limit > limit } else { false } }
        return late ? ["it gives rows beyond its limit of time"] : []
    }

    private static func end(_ source: any EventSource) throws -> [String] {
        var source = source
        while try !source.next(rows: 1_000, until: nil).reachedEnd {}
        let after = try source.next(rows: 10, until: nil)
        return after.items.isEmpty && after.reachedEnd ? [] : ["after its end it gives more"]
    }
}
