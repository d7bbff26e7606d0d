/// What a learner's features are: numbers, or the codes of categories.
package struct FeatureLayout: Hashable, Codable, Sendable {
    package enum Kind: Hashable, Codable, Sendable {
        case number
        /// Codes 0 ..< `categories`; there may be millions, as learners keep only those that they meet.
        case nominal(categories: Int)
    }

    /// Classes that a classifier may have; a label beyond is an error, so that a wrong column cannot fill the memory.
    package static let mostClasses = 1_024

    package let kinds: [Kind]
    /// Places of the nominal features.
    package let nominals: [Int]

    package init(_ kinds: [Kind]) {
        self.kinds = kinds
        nominals = kinds.indices.filter { kinds[$0] != .number }
    }

    /// Numbers only.
    package init(numbers count: Int) {
        self.init(Array(repeating: .number, count: count))
    }

    package var count: Int { kinds.count }

    /// Whether every feature is a number.
    package var isNumeric: Bool { nominals.isEmpty }

    /// Refuses features that are not of this layout.
    ///
    /// - Throws: ``ExampleError``
    /// - Complexity: O(features)
    package func check(_ features: [Double]) throws(ExampleError) {
        guard features.count == kinds.count else {
            throw .featureCount(expected: kinds.count, found: features.count)
        }
        // The sum of x − x is 0, or NaN where any x is missing or infinite: one pass without branches for the usual row.
        var oddity = 0.0
        for value in features { oddity += value - value }
        if oddity != 0 || !nominals.isEmpty { try checkEach(features) }
    }

    /// Refuses an example for a classifier.
    ///
    /// - Throws: ``ExampleError``
    package func check(_ features: [Double], label: Int, weight: Double) throws(ExampleError) {
        try check(features)
        guard 0..<Self.mostClasses ~= label else { throw .label(label) }
        guard weight >= 0, weight.isFinite else { throw .weight(weight) }
    }

    /// Refuses an example for a regressor.
    ///
    /// - Throws: ``ExampleError``
    package func check(_ features: [Double], target: Double, weight: Double) throws(ExampleError) {
        try check(features)
        guard target.isFinite else { throw .target(target) }
        guard weight >= 0, weight.isFinite else { throw .weight(weight) }
    }

    private func checkEach(_ features: [Double]) throws(ExampleError) {
        for (index, value) in features.enumerated() {
            if value.isInfinite { throw .infiniteFeature(index: index, value: value) }
            guard case .nominal(let categories) = kinds[index], !value.isNaN else { continue }
            guard value >= 0, value < Double(categories), value == value.rounded(.towardZero) else {
                throw .category(index: index, code: value, categories: categories)
            }
        }
    }
}
