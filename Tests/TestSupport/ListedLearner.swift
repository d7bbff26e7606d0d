package import Learning

/// A learner in the table of a conformance test: its name and its run.
///
///     @Test(arguments: [
///         ListedLearner.classifier("naive Bayes") { GaussianNaiveBayes(layout: $0) },
///     ])
///     func keepsItsPromises(learner: ListedLearner) throws {
///         #expect(try learner.violations() == [])
///     }
package struct ListedLearner: Sendable, CustomStringConvertible {
    package let description: String
    package let violations: @Sendable () throws -> [String]

    package static func classifier<Learner: OnlineLearner>(
        _ name: String, _ options: LearnerSuiteOptions = LearnerSuiteOptions(),
        _ make: @escaping @Sendable (FeatureLayout) -> Learner
    ) -> ListedLearner where Learner.Target == Int {
        ListedLearner(description: name) { try ClassifierSuite.violations(options, make) }
    }

    package static func regressor<Learner: OnlineLearner>(
        _ name: String, _ options: LearnerSuiteOptions = LearnerSuiteOptions(),
        _ make: @escaping @Sendable (FeatureLayout) -> Learner
    ) -> ListedLearner where Learner.Target == Double {
        ListedLearner(description: name) { try RegressorSuite.violations(options, make) }
    }
}
