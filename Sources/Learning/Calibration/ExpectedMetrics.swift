/// Metrics expected of rows whose labels are known by probability only, with the slope of each by each row's probability.
///
/// The slopes give the metrics' spread by the delta method.
struct ExpectedMetrics {
    struct Metric {
        var value: Double
        /// The change of the value by a row's probability, one a row.
        var slopes: [Double]
    }

    private let scores: [Double]
    private let probabilities: [Double]
    private let predictions: [Double]
    private let expectedTrue: Double
    private let predictedTrue: Double
    private let truePositives: Double

    /// - Precondition: The three arrays are equally long, and not empty; predictions are 0 or 1.
    init(scores: [Double], probabilities: [Double], predictions: [Double]) {
        self.scores = scores
        self.probabilities = probabilities
        self.predictions = predictions
        expectedTrue = probabilities.reduce(0, +)
        predictedTrue = predictions.reduce(0, +)
        truePositives = zip(probabilities, predictions).reduce(0) { $0 + $1.0 * $1.1 }
    }

    var accuracy: Metric {
        let count = Double(scores.count)
        let trueNegatives = count - predictedTrue - expectedTrue + truePositives
        return Metric(
            value: (truePositives + trueNegatives) / count, slopes: predictions.map { (2 * $0 - 1) / count })
    }

    var precision: Metric? {
        guard predictedTrue > 0 else { return nil }
        return Metric(value: truePositives / predictedTrue, slopes: predictions.map { $0 / predictedTrue })
    }

    var recall: Metric? {
        guard expectedTrue > 0 else { return nil }
        let recall = truePositives / expectedTrue
        return Metric(value: recall, slopes: predictions.map { ($0 - recall) / expectedTrue })
    }

    var f1: Metric? {
        let sum = predictedTrue + expectedTrue
        guard sum > 0 else { return nil }
        let f1 = 2 * truePositives / sum
        return Metric(value: f1, slopes: predictions.map { (2 * $0 - f1) / sum })
    }

    /// The chance that of two different rows, one true and one false, the true one has the greater score.
    ///
    /// - Complexity: O(rows · log rows)
    var auc: Metric? {
        let expectedFalse = Double(scores.count) - expectedTrue
        let pairs =
            expectedTrue * expectedFalse - probabilities.reduce(0) { $0 + $1 * (1 - $1) }
        guard pairs > 1e-9 * Double(scores.count) else { return nil }
        let wins = wins
        let value = zip(probabilities, wins).reduce(0) { $0 + $1.0 * $1.1.overFalse } / pairs
        let slopes = probabilities.indices.map { row in
            let pairsSlope = expectedFalse - expectedTrue - (1 - 2 * probabilities[row])
            return (wins[row].overFalse - wins[row].underTrue - value * pairsSlope) / pairs
        }
        return Metric(value: value, slopes: slopes)
    }

    /// For each row, how many false rows are expected below it and how many true ones above; of equal scores half.
    private var wins: [(overFalse: Double, underTrue: Double)] {
        var wins = Array(repeating: (overFalse: 0.0, underTrue: 0.0), count: scores.count)
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var (falseBelow, trueBelow) = (0.0, 0.0)
        var first = 0
        while first < order.count {
            let ties = order[first...].prefix { scores[$0] == scores[order[first]] }
            let tiedTrue = ties.reduce(0) { $0 + probabilities[$1] }
            let tiedFalse = Double(ties.count) - tiedTrue
            for row in ties {
                wins[row].overFalse = falseBelow + (tiedFalse - (1 - probabilities[row])) / 2
                wins[row].underTrue =
                    expectedTrue - trueBelow - tiedTrue + (tiedTrue - probabilities[row]) / 2
            }
            falseBelow += tiedFalse
            trueBelow += tiedTrue
            first += ties.count
        }
        return wins
    }
}
