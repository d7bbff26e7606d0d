/// Mean and variance of weighted values.
///
/// Source: West, "Updating Mean and Variance Estimates: An Improved Method", CACM 22(9), 1979.
struct WeightedMoments: Hashable, Codable, Sendable {
    private(set) var weight = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    /// Whether a value can be counted in: missing ones cannot, nor those from 1e150 on, whose squares would make the
    /// variance infinite for good.
    static func takes(_ value: Double) -> Bool {
        value.magnitude < 1e150
    }

    /// Counts one finite value in; its weight is above 0.
    mutating func add(_ value: Double, weight added: Double) {
        weight += added
        let before = mean
        mean += (value - before) * added / weight
        squares += (value - before) * (value - mean) * added
    }

    /// Of the values as a whole population; 0 before the first.
    var variance: Double { weight > 0 ? squares / weight : 0 }

    var standardDeviation: Double { variance.squareRoot() }
}
