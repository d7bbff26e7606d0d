import Domain

/// Hands a source's items out one by one, with a position after each: a lockstep stream stops in the middle of a batch.
///
/// The position is `CONSUMED|BATCH`: how many items were taken since the place where the source's newest batch began.
/// A source gives the same items however it is asked, so skipping as many finds the place again.
struct ItemQueue: Sendable {
    private var source: any EventSource
    private var waiting: [SourceItem] = []
    private var taken = 0
    private var toSkip: Int
    /// Where the newest batch began, and where the next one does.
    private var batchStart: SourcePosition?
    private var batchEnd: SourcePosition?
    private var sourceEnded = false

    /// Opens a source where the position says; nil is its beginning.
    init(
        at position: SourcePosition?, open: (SourcePosition?) throws(SourceError) -> any EventSource
    ) throws(SourceError) {
        let parts = position?.rawValue.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        toSkip = parts.first.flatMap { Int($0) } ?? 0
        let inner = parts.count == 2 && !parts[1].isEmpty ? SourcePosition(rawValue: String(parts[1])) : nil
        batchEnd = inner
        batchStart = inner
        source = try open(inner)
    }

    /// Whether there is nothing left to take.
    var reachedEnd: Bool { sourceEnded && taken == waiting.count }

    /// The place after the items taken so far.
    var position: SourcePosition {
        if taken == waiting.count, toSkip == 0 { return SourcePosition(rawValue: "0|\(batchEnd?.rawValue ?? "")") }
        return SourcePosition(rawValue: "\(taken + toSkip)|\(batchStart?.rawValue ?? "")")
    }

    /// The next item; asks the source for at most `rows` rows where none waits.
    mutating func next(rows: Int, until limit: Timestamp?) throws(SourceError) -> SourceItem? {
        while taken == waiting.count {
            let batch = try source.next(rows: rows, until: limit)
            batchStart = batchEnd
            batchEnd = batch.position
            waiting = batch.items
            taken = min(toSkip, waiting.count)
            toSkip -= taken
            sourceEnded = batch.reachedEnd
            if batch.items.isEmpty { return nil }
        }
        taken += 1
        return waiting[taken - 1]
    }

    /// Whether the next item is at hand without asking the source.
    var hasWaiting: Bool { taken < waiting.count }
}
