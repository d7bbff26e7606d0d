/// The mean of a number in each of at most ten bins of a score, cut at the scores' deciles.
///
/// A bin of few rows is drawn towards the mean of all, as if five rows of that mean were in it. Equal edges are merged, so
/// that one bin, the plain mean, is left where all scores are equal.
struct BinnedMean: Hashable, Codable, Sendable {
    private static let cuts = 10
    private static let priorRows = 5.0

    struct Bin: Hashable, Codable, Sendable {
        var rows = 0.0
        var mean = 0.0
        /// Of a row around the bin's mean.
        var variance = 0.0
    }

    private let edges: [Double]
    private(set) var bins: [Bin]

    /// - Parameters:
    ///   - values: At least one.
    ///   - scores: Finite numbers, one a value; nil puts all rows into one bin.
    /// - Complexity: O(rows · log rows)
    init(of values: [Double], by scores: [Double]?) {
        let sorted = scores?.sorted() ?? []
        var edges: [Double] = []
        for cut in 1..<Self.cuts where !sorted.isEmpty {
            let edge = sorted[sorted.count * cut / Self.cuts]
            if edge > sorted[0], edges.last != edge { edges.append(edge) }
        }
        self.edges = edges
        bins = Array(repeating: Bin(), count: edges.count + 1)
        let mean = values.reduce(0, +) / Double(values.count)
        let places = scores.map { $0.map(bin) } ?? values.map { _ in 0 }
        for (place, value) in zip(places, values) {
            bins[place].rows += 1
            bins[place].mean += value
        }
        for place in bins.indices {
            bins[place].mean = (bins[place].mean + Self.priorRows * mean) / (bins[place].rows + Self.priorRows)
        }
        for (place, value) in zip(places, values) {
            let difference = value - bins[place].mean
            bins[place].variance += difference * difference / bins[place].rows
        }
    }

    func bin(of score: Double) -> Int { edges.firstIndex { score < $0 } ?? edges.count }

    func value(at score: Double) -> Double { bins[bin(of: score)].mean }
}
