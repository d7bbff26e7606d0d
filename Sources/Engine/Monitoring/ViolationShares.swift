/// How many of the newest rows broke a rule of each column.
struct ViolationShares: Codable, Sendable {
    /// The column whose rule a row broke; -1 for a row that broke none.
    private var newest: [Int] = []
    private var place = 0
    private var counts: [Int]
    private let window: Int

    init(columns: Int, window: Int) {
        counts = Array(repeating: 0, count: columns)
        self.window = window
    }

    /// Counts a row in, with the column whose rule it broke where it broke one.
    ///
    /// - Complexity: O(1)
    mutating func observe(column: Int?) {
        let entry = column ?? -1
        if newest.count < window {
            newest.append(entry)
        } else {
            if newest[place] >= 0 { counts[newest[place]] -= 1 }
            newest[place] = entry
            place = (place + 1) % window
        }
        if entry >= 0 { counts[entry] += 1 }
    }

    /// The share of the window, 0–1; it counts as full from the first row on, so that one bad row is no alarm.
    func share(of column: Int) -> Double {
        Double(counts[column]) / Double(window)
    }
}
