/// How a version's probabilities are refitted after its training.
///
/// Two classes have one line or curve, that of the last class; more have one each, and their shares are made to add up to 1.
package enum Recalibration: Hashable, Codable, Sendable {
    /// The logarithms of the shares are divided by it; the most likely class stays the same.
    case temperature(Double)
    /// A share's log-odds through a sigmoid (Platt).
    case sigmoids([Sigmoid])
    /// A share through a curve that never falls (isotonic).
    case curves([Curve])

    /// 1 ÷ (1 + exp(slope · log-odds + intercept)).
    package struct Sigmoid: Hashable, Codable, Sendable {
        package var slope: Double
        package var intercept: Double

        package init(slope: Double, intercept: Double) {
            self.slope = slope
            self.intercept = intercept
        }
    }

    /// Straight lines between knots, flat beyond them.
    package struct Curve: Hashable, Codable, Sendable {
        /// Rising.
        package var knots: [Double]
        /// Never falling, one a knot.
        package var values: [Double]

        package init(knots: [Double], values: [Double]) {
            self.knots = knots
            self.values = values
        }
    }

    /// Whether the most likely class of an answer may become another one.
    package var mayChangeClasses: Bool {
        switch self {
        case .temperature: false
        case .sigmoids, .curves: true
        }
    }
}
