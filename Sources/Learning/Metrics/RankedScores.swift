/// Scores with their truths in ascending order, equal scores as one.
struct RankedScores {
    private struct Group {
        let score: Double
        var positive = 0.0
        var negative = 0.0

        var weight: Double { positive + negative }
    }

    private var groups: [Group] = []
    private var positive = 0.0
    private var negative = 0.0

    /// - Complexity: O(n log n)
    init(_ entries: [ScoreWindow.Entry]) {
        for entry in entries.sorted(by: { $0.score < $1.score }) {
            if groups.last?.score != entry.score { groups.append(Group(score: entry.score)) }
            if entry.isPositive {
                groups[groups.count - 1].positive += entry.weight
                positive += entry.weight
            } else {
                groups[groups.count - 1].negative += entry.weight
                negative += entry.weight
            }
        }
    }

    /// The Mann–Whitney form, so the trapezoids under the curve.
    var areaUnderCurve: Double? {
        guard positive > 0, negative > 0 else { return nil }
        var (below, sum) = (0.0, 0.0)
        for group in groups {
            sum += group.positive / positive * ((below + group.negative / 2) / negative)
            below += group.negative
        }
        return sum
    }

    /// The step form, without interpolation between the points of the curve.
    var averagePrecision: Double? {
        guard positive > 0 else { return nil }
        var (found, seen, sum) = (0.0, 0.0, 0.0)
        for group in groups.reversed() {
            found += group.positive
            seen += group.weight
            sum += group.positive / positive * (found / seen)
        }
        return sum
    }

    /// A bin ends with the first score at which its share of the total weight is reached.
    func calibrationError(bins: Int) -> Double? {
        let total = positive + negative
        guard total > 0, bins > 0 else { return nil }
        var (scores, positives, seen, error, full) = (0.0, 0.0, 0.0, 0.0, 1.0)
        for (index, group) in groups.enumerated() {
            scores += group.score * group.weight
            positives += group.positive
            seen += group.weight
            let isFull = seen >= full / Double(bins) * total * (1 - 1e-12)
            guard isFull || index == groups.count - 1 else { continue }
            error += (scores - positives).magnitude / total
            (scores, positives) = (0, 0)
            full = (seen / total * Double(bins) * (1 + 1e-12)).rounded(.down) + 1
        }
        return error
    }
}
