/// Naive Bayes over numbers and categories: a normal distribution a class and number, counts a class and category.
///
///     var learner = NaiveBayes(layout: layout)
///     try learner.learn([0.2, 3], target: 1, weight: 1)
///
/// On numbers alone it is River's `GaussianNB`, number for number: variances of the whole population, and densities raised
/// by 1e-9 so that none is 0. Counts are smoothed (Laplace). A missing feature says nothing and is not learned.
///
/// Source: John, Langley, "Estimating Continuous Distributions in Bayesian Classifiers", UAI 1995.
package struct NaiveBayes: ProbabilisticClassifier {
    package static let savedName = "naive-bayes"
    package static let savedVersion = 1

    package struct Settings: Hashable, Codable, Sendable {
        /// What each category counts for before it is met, above 0; 1 is Laplace's rule.
        package var smoothing: Double

        package init(smoothing: Double = 1) {
            self.smoothing = smoothing
        }
    }

    private let layout: FeatureLayout
    private let settings: Settings
    private let numberPlaces: [Int]
    private var weights: [Double]
    private var totalWeight = 0.0
    /// Classes × numbers, a class after the other.
    private var normals: [ClassNormal] = []
    /// One a nominal feature.
    private var counts: [CategoryCounts]

    /// - Parameters:
    ///   - layout: The features.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    ///   - settings: Its smoothing.
    package init(layout: FeatureLayout, classCount: Int = 0, settings: Settings = Settings()) {
        self.layout = layout
        self.settings = settings
        numberPlaces = layout.kinds.indices.filter { layout.kinds[$0] == .number }
        counts = Array(repeating: CategoryCounts(), count: layout.nominals.count)
        weights = []
        grow(to: classCount)
    }

    /// The class of the largest share; 0 before the first example.
    ///
    /// - Complexity: O(features × classes), without an allocation
    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try layout.check(features)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: weights.count) { scores in
            fill(scores, features)
            var best = 0
            for index in scores.indices.dropFirst() where scores[index] > scores[best] { best = index }
            return best
        }
    }

    /// One share a class; those of classes that were declared and not seen are 0 once one is seen.
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try layout.check(features)
        return Softmax.shares(
            Array(unsafeUninitializedCapacity: weights.count) { scores, count in
                fill(UnsafeMutableBufferPointer(rebasing: scores[..<weights.count]), features)
                count = weights.count
            })
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        grow(to: target + 1)
        weights[target] += weight
        totalWeight += weight
        let first = target * numberPlaces.count
        normals.withUnsafeMutableBufferPointer { normals in
            for (index, place) in numberPlaces.enumerated() {
                normals[first + index].add(features[place], weight: weight)
            }
        }
        for (index, place) in layout.nominals.enumerated() where !features[place].isNaN {
            counts[index].add(Int(features[place]), class: target, weight: weight)
        }
    }

    private mutating func grow(to classCount: Int) {
        let added = classCount - weights.count
        guard added > 0 else { return }
        weights += Array(repeating: 0, count: added)
        normals += Array(repeating: ClassNormal(), count: added * numberPlaces.count)
    }

    /// Writes the logarithm of each class's joint likelihood.
    private func fill(_ scores: UnsafeMutableBufferPointer<Double>, _ features: [Double]) {
        for index in scores.indices { scores[index] = score(index, features) }
    }

    /// The logarithm of class share times likelihood; −infinity for a class not seen, 0 for all before the first example.
    private func score(_ label: Int, _ features: [Double]) -> Double {
        guard totalWeight > 0 else { return 0 }
        var product = LogProduct(weights[label] / totalWeight)
        let first = label * numberPlaces.count
        for (index, place) in numberPlaces.enumerated() {
            guard let density = normals[first + index].density(features[place]) else { continue }
            product.multiply(density)
        }
        for (index, place) in layout.nominals.enumerated() where !features[place].isNaN {
            guard case .nominal(let categories) = layout.kinds[place] else { continue }
            product.multiply(
                counts[index].share(
                    Int(features[place]), class: label, categories: categories, smoothing: settings.smoothing))
        }
        return product.logarithm
    }
}
