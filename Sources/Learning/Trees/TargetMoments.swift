/// Weight, sum and sum of squares of targets, taken from a shift that keeps them small.
struct TargetMoments: Hashable, Codable, Sendable {
    var weight = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ value: Double, weight: Double) {
        self.weight += weight
        sum += weight * value
        squares += weight * value * value
    }

    static func + (left: Self, right: Self) -> Self {
        Self(weight: left.weight + right.weight, sum: left.sum + right.sum, squares: left.squares + right.squares)
    }

    static func - (left: Self, right: Self) -> Self {
        Self(weight: left.weight - right.weight, sum: left.sum - right.sum, squares: left.squares - right.squares)
    }

    /// 0 without weight.
    var mean: Double { weight > 0 ? sum / weight : 0 }

    /// Sum of squared deviations from the mean, never below 0.
    var deviation: Double { weight > 0 ? max(0, squares - sum * sum / weight) : 0 }

    var variance: Double { weight > 0 ? deviation / weight : 0 }
}
