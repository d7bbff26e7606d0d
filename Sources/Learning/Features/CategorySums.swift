import Domain

/// Labels by category, summed as they become known.
struct CategorySums {
    private let layout: RowMemoryLayout
    private var counts: [Double]
    /// A sum a channel, category after category.
    private var sums: [Double]
    private var count = 0.0
    private var total: [Double]

    init(categories: Int, layout: RowMemoryLayout) {
        self.layout = layout
        counts = Array(repeating: 0, count: categories)
        sums = Array(repeating: 0, count: categories * layout.channels)
        total = Array(repeating: 0, count: layout.channels)
    }

    /// Counts a label in; `place` is nil where its row has no category that is told apart.
    mutating func add(_ truth: Truth, to place: Int?) {
        count += 1
        if let place { counts[place] += 1 }
        for channel in total.indices {
            let level = layout.level(truth.number, channel: channel)
            total[channel] += level
            if let place { sums[place * total.count + channel] += level }
        }
    }

    /// The smoothed mean of a category, that of all labels for nil; NaN before the first label.
    func mean(of place: Int?, channel: Int) -> Double {
        guard count > 0 else { return .nan }
        let all = total[channel] / count
        guard let place else { return all.isFinite ? all : .nan }
        let weight = CategoryTable.weight
        let mean = (sums[place * total.count + channel] + weight * all) / (counts[place] + weight)
        return mean.isFinite ? mean : .nan
    }
}
