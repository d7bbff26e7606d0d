import Domain

/// How frequent the categories of training rows were, and what their labels were on average.
///
/// A mean leans to that of all rows as if ``weight`` rows more had it, so that a rare category does not stand for its few
/// labels alone.
struct CategoryTable: Hashable, Codable, Sendable {
    /// Rows that the mean of all counts for beside a category's own.
    static let weight = 10.0

    /// Sorted; rarer ones than the thousand most frequent are not told apart.
    let texts: [String]
    private let shares: [Double]
    /// A mean a channel, category after category, and at the end the means of all.
    private let means: [Double]
    let channels: Int

    init(rows: some Collection<LabelledEvent>, source: CategorySource, layout: RowMemoryLayout) {
        let texts = Self.common(in: rows, source: source, most: FittedFeatures.mostCodes)
        var sums = CategorySums(categories: texts.count, layout: layout)
        var counts = Array(repeating: 0.0, count: texts.count)
        for row in rows {
            let place = source.text(of: row.event).flatMap { Self.place(of: $0, in: texts) }
            if let place { counts[place] += 1 }
            sums.add(row.truth, to: place)
        }
        self.texts = texts
        channels = layout.channels
        shares = counts.map { $0 / Double(max(1, rows.count)) }
        means = (texts.indices.map { $0 } + [nil]).flatMap { place in
            (0..<layout.channels).map { sums.mean(of: place, channel: $0) }
        }
    }

    /// The share, and a mean a channel.
    var width: Int { 1 + channels }

    /// Appends what the table says of a category; NaN for a missing one, the means of all for one that it does not have.
    func append(_ text: String?, to features: inout [Double]) {
        guard let text else { return features.append(contentsOf: repeatElement(.nan, count: width)) }
        let place = Self.place(of: text, in: texts)
        features.append(share(of: place))
        let start = (place ?? texts.count) * channels
        for channel in 0..<channels { features.append(means[start + channel]) }
    }

    func share(of place: Int?) -> Double { place.map { shares[$0] } ?? 0 }

    /// - Complexity: O(log categories)
    static func place(of text: String, in sorted: [String]) -> Int? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < text { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == text ? low : nil
    }

    /// The most frequent categories, equal ones by name; sorted by name.
    static func common(
        in rows: some Collection<LabelledEvent>, source: CategorySource, most: Int
    ) -> [String] {
        let sorted = rows.compactMap { source.text(of: $0.event) }.sorted()
        var runs: [(text: String, count: Int)] = []
        for text in sorted {
            if runs.last?.text == text { runs[runs.count - 1].count += 1 } else { runs.append((text, 1)) }
        }
        return runs.sorted { $0.count == $1.count ? $0.text < $1.text : $0.count > $1.count }
            .prefix(most).map(\.text).sorted()
    }
}
