import Domain

@testable import Learning

/// One feature, an over-confident model of it, and labels; the feature's mean and the labels' rule can shift.
struct ShiftedWorld {
    var mean = 0.0
    /// Of the labels by the feature, on the scale of logits.
    var slope = 1.4

    func rows(_ count: Int, using generator: inout SeededGenerator) throws -> LabelledScores {
        var scores: [Double] = []
        var labels: [Bool] = []
        for _ in 0..<count {
            let feature = mean + generator.nearlyNormal()
            scores.append(Elementary.sigmoid(2.5 * feature + 0.4))
            labels.append(generator.unitInterval() < Elementary.sigmoid(slope * feature - 0.3))
        }
        return try LabelledScores(scores: scores, labels: labels)
    }
}

/// The metrics with labels, by counting pairs and rows.
struct RealisedMetrics {
    let accuracy: Double
    let precision: Double
    let recall: Double
    let f1: Double
    let auc: Double

    init(_ rows: LabelledScores, threshold: Double) {
        let rowPairs = zip(rows.scores, rows.labels)
        let right = rowPairs.count { ($0.0 >= threshold) == $0.1 }
        let truePositives = Double(rowPairs.count { $0.0 >= threshold && $0.1 })
        let predicted = Double(rows.scores.count { $0 >= threshold })
        let positive = Double(rows.labels.count { $0 })
        accuracy = Double(right) / Double(rows.count)
        precision = truePositives / predicted
        recall = truePositives / positive
        f1 = 2 * truePositives / (predicted + positive)
        // Mann and Whitney: the sum of the true rows' ranks; scores are all different.
        let order = rows.scores.indices.sorted { rows.scores[$0] < rows.scores[$1] }
        let ranks = order.enumerated().reduce(0.0) { rows.labels[$1.element] ? $0 + Double($1.offset + 1) : $0 }
        auc = (ranks - positive * (positive + 1) / 2) / (positive * (Double(rows.count) - positive))
    }
}
