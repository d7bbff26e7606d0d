import Learning
import TestSupport
import Testing

/// The conformance suites find what is broken on purpose.
struct LearnerSuiteTests {
    /// Naive Bayes with one promise broken.
    private struct Broken: ProbabilisticClassifier {
        enum Fault: String, CaseIterable, Codable {
            case learnsBeforeItChecks, acceptsNegativeWeights, ignoresWeights, forgetsWhenSaved, answersBeyondItsShares
            case learnsNothing, takesInfinityAsMissing, growsWithEveryExample
        }

        static let savedName = "broken"
        static let savedVersion = 1

        private enum CodingKeys: CodingKey {
            case fault, inner, history
        }

        var fault: Fault
        var inner: NaiveBayes
        var history: [Double] = []
        /// Not saved.
        var count = 0

        init(fault: Fault, layout: FeatureLayout) {
            self.fault = fault
            inner = NaiveBayes(layout: layout)
        }

        func predict(_ features: [Double]) throws(ExampleError) -> Int { try inner.predict(features) }

        func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
            let features = fault == .takesInfinityAsMissing ? features.map { $0.isInfinite ? .nan : $0 } : features
            let shares = try inner.probabilities(features)
            return fault == .answersBeyondItsShares ? shares.map { $0 * 1.01 } : shares
        }

        mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
            var weight = weight
            switch fault {
            case .learnsBeforeItChecks: history = [features.first ?? 0, weight]
            case .acceptsNegativeWeights: weight = abs(weight)
            case .ignoresWeights: weight = 1
            case .forgetsWhenSaved: count += 1
            case .learnsNothing: weight = 0
            case .growsWithEveryExample: history += Array(repeating: 1 / 3, count: 20)
            case .answersBeyondItsShares, .takesInfinityAsMissing: break
            }
            try inner.learn(features, target: target, weight: weight)
        }
    }

    @Test(arguments: Broken.Fault.allCases)
    private func findsEachFault(fault: Broken.Fault) throws {
        let found = try ClassifierSuite.violations(LearnerSuiteOptions(rows: 600, encodedBytes: 150_000)) {
            Broken(fault: fault, layout: $0)
        }

        let expected =
            switch fault {
            case .learnsBeforeItChecks: "it is changed by an example that it refuses"
            case .acceptsNegativeWeights: "it takes an example although the weight is -1.0"
            case .ignoresWeights: "an example of weight 0 changes it"
            case .forgetsWhenSaved: "a learner read back is another"
            case .answersBeyondItsShares: "do not sum to 1"
            case .learnsNothing: "of a learnable stream rightly"
            case .takesInfinityAsMissing: "it takes an example although feature 0 is inf"
            case .growsWithEveryExample: "examples it takes"
            }
        #expect(found.contains { $0.contains(expected) }, "found \(found)")
    }
}
