/// The reference's scores, cut into bins, against which current scores are compared.
///
/// Ten bins cut at the reference's deciles, equal edges merged; an empty bin counts as 0.01 % for the stability index, as in
/// ``ColumnDrift``.
struct ScoreReference: Hashable, Codable, Sendable {
    private static let cuts = 10
    private static let floorShare = 0.0001

    struct Bin: Hashable, Codable, Sendable {
        var rows = 0.0
        var trueRows = 0.0

        /// The variance of the bin's share of true labels; a true and a false row are added, so that it is never 0.
        var shareVariance: Double {
            let share = (trueRows + 1) / (rows + 2)
            return share * (1 - share) / max(rows, 1)
        }
    }

    let range: ClosedRange<Double>
    let rows: Int
    private let edges: [Double]
    private(set) var bins: [Bin]

    init(_ labelled: LabelledScores) {
        self.init(scores: labelled.scores)
        for (score, isTrue) in zip(labelled.scores, labelled.labels) where isTrue { bins[bin(of: score)].trueRows += 1 }
    }

    /// Rows of which only the scores are compared.
    ///
    /// - Precondition: There is a score.
    init(scores: [Double]) {
        let sorted = scores.sorted()
        range = sorted[0]...sorted[sorted.count - 1]
        rows = sorted.count
        var edges: [Double] = []
        for cut in 1..<Self.cuts {
            let edge = sorted[sorted.count * cut / Self.cuts]
            if edges.last != edge { edges.append(edge) }
        }
        self.edges = edges
        bins = Array(repeating: Bin(), count: edges.count + 1)
        for score in scores { bins[bin(of: score)].rows += 1 }
    }

    func bin(of score: Double) -> Int { edges.firstIndex { score < $0 } ?? edges.count }

    func shareOutside(_ scores: [Double]) -> Double {
        Double(scores.count { !range.contains($0) }) / Double(scores.count)
    }

    /// Σ (current − reference) · ln(current ÷ reference) over the bins' shares.
    func stability(_ scores: [Double]) -> Double {
        var counts = bins.map { _ in 0.0 }
        for score in scores { counts[bin(of: score)] += 1 }
        return zip(bins, counts).reduce(0) { sum, bin in
            let reference = max(bin.0.rows / Double(rows), Self.floorShare)
            let current = max(bin.1 / Double(scores.count), Self.floorShare)
            return sum + (current - reference) * Elementary.log(current / reference)
        }
    }
}
