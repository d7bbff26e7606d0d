import Domain
import Learning

/// The prequential metrics of one line of the chart, for whichever task the pipeline has.
enum TaskMetric: Codable, Sendable {
    case classification(FadingClassification)
    case regression(FadingRegression)

    init(task: LearningTask, fading: Double) {
        switch task {
        case .classification(let classes):
            self = .classification(FadingClassification(classCount: classes.count, fading: fading))
        case .regression:
            self = .regression(FadingRegression(fading: fading))
        }
    }

    /// Counts one labelled answer in, as so many; answers of another task than the label's count for nothing.
    mutating func add(truth: Truth, output: Output, noChange: Double?, standingFor weight: Double = 1) {
        switch (self, truth, output) {
        case (.classification(var metrics), .category(let truth), .probabilities(let shares)):
            guard let predicted = output.predictedClass, shares.indices.contains(truth) else { return }
            metrics.add(
                truth: truth, predicted: predicted, probabilityOfTruth: shares[truth],
                noChange: noChange.map { Int($0) }, standingFor: weight)
            self = .classification(metrics)
        case (.regression(var metrics), .number(let truth), .value(let predicted)):
            metrics.add(truth: truth, predicted: predicted, noChange: noChange, standingFor: weight)
            self = .regression(metrics)
        default:
            return
        }
    }

    /// Accuracy or mean absolute error; nil before the first label.
    var leading: Double? {
        switch self {
        case .classification(let metrics): metrics.accuracy
        case .regression(let metrics): metrics.meanAbsoluteError
        }
    }

    /// Kappa-T or MASE: the answer against repeating the last label.
    var againstNoChange: Double? {
        switch self {
        case .classification(let metrics): metrics.kappaT
        case .regression(let metrics): metrics.meanAbsoluteScaledError
        }
    }

    var count: Int {
        switch self {
        case .classification(let metrics): metrics.count
        case .regression(let metrics): metrics.count
        }
    }

    /// The other metrics with their names.
    var details: [NamedValue] {
        switch self {
        case .classification(let metrics):
            [
                NamedValue("kappa", metrics.kappa), NamedValue("kappa-T", metrics.kappaT),
                NamedValue("log loss", metrics.logLoss),
            ]
        case .regression(let metrics):
            [
                NamedValue("RMSE", metrics.rootMeanSquaredError),
                NamedValue("MASE", metrics.meanAbsoluteScaledError),
            ]
        }
    }
}
