/// One example as a network sees it.
struct NetworkExample: Hashable, Codable, Sendable {
    /// Standardised, without gaps.
    var numbers: [Double]
    /// Rows of the categories' weights; −1 where one is missing.
    var categories: [Int]
    /// A class, or a standardised number.
    var target = 0.0
    var weight = 1.0
}

extension LinearInputs {
    /// The features for an answer.
    func networkExample(_ features: [Double]) -> NetworkExample {
        NetworkExample(
            numbers: (0..<numberCount).map { number($0, of: features) },
            categories: (0..<nominalCount).map { category($0, of: features) })
    }

    /// Learns the features' moments and categories, and gives the example to learn.
    mutating func learnedNetworkExample(_ features: [Double], target: Double, weight: Double) -> NetworkExample {
        LinearRow.with(numbers: numberCount, categories: nominalCount) { row in
            learn(row, features, weight: weight)
            return NetworkExample(
                numbers: Array(row.numbers), categories: Array(row.categories), target: target, weight: weight)
        }
    }
}
