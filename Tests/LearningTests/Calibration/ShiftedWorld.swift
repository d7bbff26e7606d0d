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
