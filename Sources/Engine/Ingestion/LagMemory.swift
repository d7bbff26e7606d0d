import Domain

/// The labels that are known so far, by their event's time: what target lags are looked up in.
struct LagMemory: Codable, Sendable {
    private struct Known: Codable, Sendable {
        var time: Timestamp
        var value: Double
    }

    private let lags: [TimeSpan]
    private let reach: TimeSpan
    private var known: [Known] = []

    init(lags: [TimeSpan]) {
        self.lags = lags
        reach = lags.max() ?? .zero
    }

    /// The label of the latest event whose label is known; nil before the first.
    var last: Double? { known.last?.value }

    /// One number a lag for an event at `time`: the label of the event exactly so long before, NaN where none is known.
    ///
    /// - Complexity: O(lags × log labels kept)
    func values(at time: Timestamp) -> [Double] {
        lags.map { lag in
            let wanted = time - lag
            let index = insertionIndex(of: wanted)
            return index < known.count && known[index].time == wanted ? known[index].value : .nan
        }
    }

    /// Counts in the label of the event at `time`; a second label of the same time replaces the first.
    mutating func add(_ value: Double, at time: Timestamp) {
        let index = insertionIndex(of: time)
        if index < known.count, known[index].time == time {
            known[index].value = value
        } else {
            known.insert(Known(time: time, value: value), at: index)
        }
        forgetOld()
    }

    /// Drops what no later event can ask for, in runs, so that an addition costs O(1) on average.
    private mutating func forgetOld() {
        guard let newest = known.last?.time, known.count >= 512 else { return }
        let firstKept = min(insertionIndex(of: newest - reach), known.count - 1)
        if firstKept > known.count / 2 { known.removeFirst(firstKept) }
    }

    /// The first place whose time is not before `time`.
    private func insertionIndex(of time: Timestamp) -> Int {
        var low = 0
        var high = known.count
        while low < high {
            let middle = (low + high) / 2
            if known[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
