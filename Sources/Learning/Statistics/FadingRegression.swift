/// Prequential regression metrics with a fading factor: each example weighs `fading` times what the next one weighs.
///
/// With a fading of 1 nothing is forgotten. Undefined values are nil, never 0.
///
/// Source: Gama, Sebastião, Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90, 2013; MASE:
/// Hyndman, Koehler, "Another look at measures of forecast accuracy", International Journal of Forecasting 22, 2006.
package struct FadingRegression: Hashable, Codable, Sendable {
    private let fading: Double
    private var weight = 0.0
    private var absolute = 0.0
    private var squared = 0.0
    private var noChangeWeight = 0.0
    private var noChangeAbsolute = 0.0
    private var absoluteWhereNoChange = 0.0
    /// Examples counted, unfaded.
    package private(set) var count = 0

    package init(fading: Double) {
        self.fading = fading
    }

    /// Counts one example in, as `times` examples; `noChange` is the last label known at prediction time.
    ///
    /// - Complexity: O(1)
    package mutating func add(truth: Double, predicted: Double, noChange: Double?, standingFor times: Double = 1) {
        count += 1
        let error = predicted - truth
        weight = times + fading * weight
        absolute = error.magnitude * times + fading * absolute
        squared = error * error * times + fading * squared
        guard let noChange else { return }
        noChangeWeight = times + fading * noChangeWeight
        noChangeAbsolute = (noChange - truth).magnitude * times + fading * noChangeAbsolute
        absoluteWhereNoChange = error.magnitude * times + fading * absoluteWhereNoChange
    }

    package var meanAbsoluteError: Double? { weight > 0 ? absolute / weight : nil }

    package var rootMeanSquaredError: Double? { weight > 0 ? (squared / weight).squareRoot() : nil }

    /// The mean absolute error over that of repeating the last label known; below 1 is skill.
    package var meanAbsoluteScaledError: Double? {
        noChangeWeight > 0 && noChangeAbsolute > 0 ? absoluteWhereNoChange / noChangeAbsolute : nil
    }
}
