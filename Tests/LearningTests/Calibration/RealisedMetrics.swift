@testable import Learning

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
