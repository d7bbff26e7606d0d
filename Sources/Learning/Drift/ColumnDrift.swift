package import Domain

/// Population stability of one column: the newest window against a reference window.
///
/// Numbers fall into ten bins cut at the reference's deciles (equal edges merged), categories and flags into one bin
/// each, the rarest beyond 30 together; missing values have a bin of their own. Empty cells count as 0.01 %.
///
/// Source: Siddiqi, "Credit Risk Scorecards", 2006: PSI = Σ (c − r) · ln(c ÷ r) over the bins' shares.
package struct ColumnDrift: Hashable, Codable, Sendable {
    private static let bins = 10
    private static let mostCategories = 30
    private static let floorShare = 0.0001

    private let referenceRows: Int
    private let currentRows: Int
    /// The newest values, enough for a reference; oldest first from `head` on.
    private var recent: [FieldValue] = []
    private var head = 0
    private var binning: Binning?
    private var current: [Int] = []
    private var place = 0
    private var counts: [Int] = []

    /// How the reference was cut, and its shares.
    private struct Binning: Hashable, Codable, Sendable {
        var edges: [Double]
        var categories: [String]
        var shares: [Double]

        init(_ values: [FieldValue]) {
            let numbers = values.compactMap(ColumnDrift.number).sorted()
            categories = ColumnDrift.commonCategories(values)
            var edges: [Double] = []
            if !numbers.isEmpty {
                for bin in 1..<ColumnDrift.bins {
                    let edge = numbers[min(numbers.count - 1, numbers.count * bin / ColumnDrift.bins)]
                    if edges.last != edge { edges.append(edge) }
                }
            }
            self.edges = edges
            shares = []
            var counts = Array(repeating: 0.0, count: binCount)
            for value in values { counts[bin(of: value)] += 1 }
            shares = counts.map { $0 / Double(max(values.count, 1)) }
        }

        /// Numbers' bins, categories' bins, one for other categories, one for missing.
        var binCount: Int { edges.count + 1 + categories.count + 2 }

        func bin(of value: FieldValue) -> Int {
            if let number = ColumnDrift.number(value) {
                return edges.firstIndex { number < $0 } ?? edges.count
            }
            guard let text = ColumnDrift.category(value) else { return binCount - 1 }
            return edges.count + 1 + (categories.firstIndex(of: text) ?? categories.count)
        }
    }

    package init(referenceRows: Int, currentRows: Int) {
        self.referenceRows = referenceRows
        self.currentRows = currentRows
    }

    /// Counts one value in; the first `referenceRows` make the reference.
    ///
    /// - Complexity: O(bins)
    package mutating func observe(_ value: FieldValue) {
        if recent.count < referenceRows {
            recent.append(value)
        } else {
            recent[head] = value
            head = (head + 1) % referenceRows
        }
        if let binning {
            count(binning.bin(of: value))
        } else if recent.count == referenceRows {
            adoptReference()
        }
    }

    /// The newest values become the reference; with too few of them, the next ones do.
    package mutating func rebase() {
        binning = nil
        if recent.count == referenceRows { adoptReference() }
    }

    /// The index now; nil until reference and window are full.
    package var stability: Double? {
        guard let binning, current.count == currentRows else { return nil }
        return zip(binning.shares, currentShares).reduce(0) { sum, shares in
            if shares.0 == 0, shares.1 == 0 { return sum }
            let (reference, now) = (max(shares.0, Self.floorShare), max(shares.1, Self.floorShare))
            return sum + (now - reference) * Elementary.log(now / reference)
        }
    }

    package var referenceShares: [Double] { binning?.shares ?? [] }

    package var currentShares: [Double] {
        counts.map { Double($0) / Double(max(current.count, 1)) }
    }

    package var missingShare: Double { currentShares.last ?? 0 }

    package var referenceMissingShare: Double { binning?.shares.last ?? 0 }

    private mutating func adoptReference() {
        let fresh = Binning(recent)
        binning = fresh
        counts = Array(repeating: 0, count: fresh.binCount)
        current = []
        place = 0
    }

    private mutating func count(_ bin: Int) {
        counts[bin] += 1
        if current.count < currentRows {
            current.append(bin)
        } else {
            counts[current[place]] -= 1
            current[place] = bin
            place = (place + 1) % currentRows
        }
    }

    private static func number(_ value: FieldValue) -> Double? {
        switch value {
        case .number(let number): number
        case .time(let moment): Double(moment.rawValue)
        case .missing, .category, .flag, .malformed: nil
        }
    }

    private static func category(_ value: FieldValue) -> String? {
        switch value {
        case .category(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .missing, .number, .time, .malformed: nil
        }
    }

    /// The most frequent categories, equal ones by name, then sorted by name.
    private static func commonCategories(_ values: [FieldValue]) -> [String] {
        let sorted = values.compactMap(category).sorted()
        var runs: [(text: String, count: Int)] = []
        for text in sorted {
            if runs.last?.text == text { runs[runs.count - 1].count += 1 } else { runs.append((text, 1)) }
        }
        let common = runs.sorted { $0.count == $1.count ? $0.text < $1.text : $0.count > $1.count }
        return common.prefix(mostCategories).map(\.text).sorted()
    }
}
