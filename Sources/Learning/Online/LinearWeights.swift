/// The weights of a linear score with their steps: what every linear learner moves.
struct LinearWeights: Hashable, Codable, Sendable {
    private var weights: [Double]
    private var intercept = 0.0
    private var squaredGradients: [Double]
    private let settings: OnlineSettings

    init(featureCount: Int, settings: OnlineSettings) {
        weights = Array(repeating: 0, count: featureCount)
        squaredGradients = Array(repeating: 0, count: featureCount + 1)
        self.settings = settings
    }

    /// The score of standardised features.
    ///
    /// - Complexity: O(features), in four running sums
    func score(_ features: [Double]) -> Double {
        var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
        let count = weights.count
        var index = 0
        while index + 4 <= count {
            first += weights[index] * features[index]
            second += weights[index + 1] * features[index + 1]
            third += weights[index + 2] * features[index + 2]
            fourth += weights[index + 3] * features[index + 3]
            index += 4
        }
        var sum = (first + second) + (third + fourth) + intercept
        while index < count {
            sum += weights[index] * features[index]
            index += 1
        }
        return sum
    }

    /// Moves against the gradient `slope · features` of the loss.
    mutating func move(_ features: [Double], slope: Double) {
        for index in weights.indices {
            let gradient = slope * features[index] + settings.l2 * weights[index]
            weights[index] -= step(gradient, at: index)
        }
        intercept -= step(slope, at: weights.count)
    }

    private mutating func step(_ gradient: Double, at index: Int) -> Double {
        switch settings.step {
        case .constant(let rate):
            return rate * gradient
        case .adaptive(let rate):
            squaredGradients[index] += gradient * gradient
            return squaredGradients[index] > 0 ? rate * gradient / squaredGradients[index].squareRoot() : 0
        case .fading(let rate, let factor):
            squaredGradients[index] = factor * squaredGradients[index] + (1 - factor) * gradient * gradient
            return squaredGradients[index] > 0 ? rate * gradient / squaredGradients[index].squareRoot() : 0
        }
    }
}
