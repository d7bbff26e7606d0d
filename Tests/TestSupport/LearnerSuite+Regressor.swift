package import Learning

/// What every online regressor keeps.
///
///     let found = try RegressorSuite.violations { LinearRegression(layout: $0) }
package enum RegressorSuite {
    /// - Parameters:
    ///   - options: What the run asks for, and what does not apply.
    ///   - make: A learner that has seen nothing, for features of the layout; each call gives the same one.
    /// - Returns: One sentence for each promise that is broken; empty for a good regressor.
    /// - Throws: What the learner throws where it must not.
    package static func violations<Learner: OnlineLearner>(
        _ options: LearnerSuiteOptions = LearnerSuiteOptions(), _ make: @escaping (FeatureLayout) -> Learner
    ) throws -> [String] where Learner.Target == Double {
        let examples = LearnerStream.numbers(options.rows, seed: 21)
        let suite = LearnerSuite(
            options: options, make: make, answer: { [try $0.predict($1)] }, examples: examples,
            badTargets: [.nan, .infinity, -.infinity].map { ($0, .target($0)) })
        var found = try suite.violations()
        if try make(LearnerStream.layout).predict(examples[0].features) != 0 {
            found.append("before the first example it does not answer 0")
        }
        found += try learning(suite)
        found += try constant(suite)
        return found
    }

    /// Prequential: each example is answered before it is learned.
    private static func learning<Learner>(
        _ suite: LearnerSuite<Learner>
    ) throws -> [String] where Learner.Target == Double {
        guard !suite.options.exceptions.contains(.learnsTheRule) else { return [] }
        var learner = suite.make(LearnerStream.layout)
        var targets = RunningMoments()
        var squares = 0.0
        for (index, example) in suite.examples.enumerated() {
            let error = try learner.predict(example.features) - example.target
            if index >= suite.options.rows / 2 {
                squares += error * error
                targets.add(example.target)
            }
            try learner.learn(example.features, target: example.target, weight: 1)
        }
        let share = (squares / targets.count).squareRoot() / targets.standardDeviation
        guard !(share <= suite.options.largestError) else { return [] }
        return ["its error is \(share) of the target's deviation, more than \(suite.options.largestError)"]
    }

    private static func constant<Learner>(
        _ suite: LearnerSuite<Learner>
    ) throws -> [String] where Learner.Target == Double {
        var learner = suite.make(LearnerStream.layout)
        for example in suite.examples.prefix(suite.short) {
            try learner.learn(example.features, target: 5, weight: 1)
        }
        let answers = try suite.examples.suffix(20).map { try learner.predict($0.features) }
        guard let worst = answers.map({ ($0 - 5).magnitude }).max(), worst > 0.05 else { return [] }
        return ["after the target 5 alone it answers up to \(worst) beside it"]
    }
}
