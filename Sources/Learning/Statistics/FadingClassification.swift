/// Prequential classification metrics with a fading factor: each example weighs `fading` times what the next one weighs.
///
/// With a fading of 1 nothing is forgotten. Undefined values are nil, never 0.
///
/// Source: Gama, Sebastião, Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90, 2013; kappa-T:
/// Žliobaitė et al., "Evaluation methods and decision theory for classification of streaming data", Machine Learning 98, 2015.
package struct FadingClassification: Hashable, Codable, Sendable {
    private let fading: Double
    private var weight = 0.0
    private var correct = 0.0
    private var logLossSum = 0.0
    private var noChangeWeight = 0.0
    private var noChangeCorrect = 0.0
    private var correctWhereNoChange = 0.0
    private var truths: [Double]
    private var predictions: [Double]
    /// Examples counted, unfaded.
    package private(set) var count = 0

    package init(classCount: Int, fading: Double) {
        self.fading = fading
        truths = Array(repeating: 0, count: classCount)
        predictions = truths
    }

    /// Counts one example in, as `times` examples.
    ///
    /// `noChange` is the last label known at prediction time; without one the example does not count for kappa-T.
    ///
    /// - Precondition: `truth` and `predicted` are class indices; `times` is above 0.
    /// - Complexity: O(classes)
    package mutating func add(
        truth: Int, predicted: Int, probabilityOfTruth: Double, noChange: Int?, standingFor times: Double = 1
    ) {
        count += 1
        weight = times + fading * weight
        let hit = truth == predicted ? times : 0
        correct = hit + fading * correct
        logLossSum = -Elementary.log(min(max(probabilityOfTruth, 1e-15), 1)) * times + fading * logLossSum
        for index in truths.indices {
            truths[index] = (index == truth ? times : 0) + fading * truths[index]
            predictions[index] = (index == predicted ? times : 0) + fading * predictions[index]
        }
        guard let noChange else { return }
        noChangeWeight = times + fading * noChangeWeight
        noChangeCorrect = (noChange == truth ? times : 0) + fading * noChangeCorrect
        correctWhereNoChange = hit + fading * correctWhereNoChange
    }

    package var accuracy: Double? { weight > 0 ? correct / weight : nil }

    package var logLoss: Double? { weight > 0 ? logLossSum / weight : nil }

    /// Accuracy above what the class shares alone would give by chance.
    package var kappa: Double? {
        guard weight > 0 else { return nil }
        let chance = zip(truths, predictions).reduce(0) { $0 + $1.0 * $1.1 } / (weight * weight)
        return chance < 1 - 1e-12 ? (correct / weight - chance) / (1 - chance) : nil
    }

    /// Accuracy above that of repeating the last label known.
    package var kappaT: Double? {
        guard noChangeWeight > 0 else { return nil }
        let persistent = noChangeCorrect / noChangeWeight
        return persistent < 1 - 1e-12 ? (correctWhereNoChange / noChangeWeight - persistent) / (1 - persistent) : nil
    }
}
