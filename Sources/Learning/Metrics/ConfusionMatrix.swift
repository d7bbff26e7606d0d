/// How often each class was taken for which, with the metrics that follow from it.
///
///     var matrix = ConfusionMatrix()
///     try matrix.add(LabelPair(truth: 2, predicted: 0))
///     matrix.balancedAccuracy      // 0
///
/// It grows where a class comes that was not seen before. A metric that is undefined, such as the recall of a class that
/// never came, is nil, and averages leave it out.
///
/// - Complexity: O(1) an example, O(classes²) memory; each metric O(classes²) at most.
package struct ConfusionMatrix: MetricSums {
    /// Classes × classes, row-major: row is the truth, column the prediction.
    private var cells: [CompensatedSum] = []
    package private(set) var classCount = 0
    private var noChangeTotal = CompensatedSum()
    private var noChangeHits = CompensatedSum()
    private var hitsWhereNoChange = CompensatedSum()

    package init() {}

    package mutating func accumulate(_ pair: LabelPair, weight: Double) {
        grow(toward: max(pair.truth, pair.predicted) + 1)
        cells[pair.truth * classCount + pair.predicted].add(weight)
        guard let noChange = pair.noChange else { return }
        noChangeTotal.add(weight)
        if noChange == pair.truth { noChangeHits.add(weight) }
        if pair.predicted == pair.truth { hitsWhereNoChange.add(weight) }
    }

    package mutating func scale(by factor: Double) {
        for index in cells.indices { cells[index].scale(by: factor) }
        noChangeTotal.scale(by: factor)
        noChangeHits.scale(by: factor)
        hitsWhereNoChange.scale(by: factor)
    }

    /// Weight of the examples of class `truth` that were taken for class `predicted`; 0 for classes never seen.
    package func weight(truth: Int, predicted: Int) -> Double {
        let seen = 0..<classCount
        return seen.contains(truth) && seen.contains(predicted) ? cells[truth * classCount + predicted].value : 0
    }

    /// Weight of the examples whose truth is this class.
    package func truthWeight(of label: Int) -> Double {
        (0..<classCount).reduce(0) { $0 + weight(truth: label, predicted: $1) }
    }

    /// Weight of the examples that were predicted to be of this class.
    package func predictedWeight(of label: Int) -> Double {
        (0..<classCount).reduce(0) { $0 + weight(truth: $1, predicted: label) }
    }

    /// Weight of all examples.
    package var weight: Double { cells.reduce(0) { $0 + $1.value } }

    /// Weight of the examples that were predicted rightly.
    var hits: Double { (0..<classCount).reduce(0) { $0 + weight(truth: $1, predicted: $1) } }

    /// Shares of the examples with a no-change label that it and that the prediction hit; nil without any.
    var noChangeShares: (noChange: Double, predicted: Double)? {
        let total = noChangeTotal.value
        return total > 0 ? (noChangeHits.value / total, hitsWhereNoChange.value / total) : nil
    }

    private mutating func grow(toward count: Int) {
        guard count > classCount else { return }
        var grown = Array(repeating: CompensatedSum(), count: count * count)
        for row in 0..<classCount {
            for column in 0..<classCount { grown[row * count + column] = cells[row * classCount + column] }
        }
        cells = grown
        classCount = count
    }
}
