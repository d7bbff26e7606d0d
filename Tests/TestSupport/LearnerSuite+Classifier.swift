package import Learning

/// What every online classifier keeps.
///
///     let found = try ClassifierSuite.violations { GaussianNaiveBayes(layout: $0) }
package enum ClassifierSuite {
    /// - Parameters:
    ///   - options: What the run asks for, and what does not apply.
    ///   - make: A learner that has seen nothing, for features of the layout; each call gives the same one.
    /// - Returns: One sentence for each promise that is broken; empty for a good classifier.
    /// - Throws: What the learner throws where it must not.
    package static func violations<Learner: OnlineLearner>(
        _ options: LearnerSuiteOptions = LearnerSuiteOptions(), _ make: @escaping (FeatureLayout) -> Learner
    ) throws -> [String] where Learner.Target == Int {
        let examples = LearnerStream.classes(options.rows, seed: 11)
        let suite = LearnerSuite(
            options: options, make: make, answer: answer, examples: examples,
            badTargets: [-1, FeatureLayout.mostClasses].map { ($0, .label($0)) })
        var found = try suite.violations()
        if try make(LearnerStream.layout).predict(examples[0].features) != 0 {
            found.append("before the first example it does not answer class 0")
        }
        found += try learning(suite)
        found += try shares(suite.trained(suite.short), suite.examples.suffix(20))
        found += try constant(suite)
        if !options.exceptions.contains(.takesNewClasses) { found += try newClass(suite) }
        return found
    }

    private static func answer<Learner: OnlineLearner>(
        _ learner: Learner, _ features: [Double]
    ) throws -> [Double] where Learner.Target == Int {
        if let learner = learner as? any ProbabilisticClassifier { return try learner.probabilities(features) }
        return [Double(try learner.predict(features))]
    }

    /// Prequential: each example is answered before it is learned.
    private static func learning<Learner>(
        _ suite: LearnerSuite<Learner>
    ) throws -> [String] where Learner.Target == Int {
        guard !suite.options.exceptions.contains(.learnsTheRule) else { return [] }
        var learner = suite.make(LearnerStream.layout)
        var right = 0
        for (index, example) in suite.examples.enumerated() {
            let answer = try learner.predict(example.features)
            if index >= suite.options.rows / 2, answer == example.target { right += 1 }
            try learner.learn(example.features, target: example.target, weight: 1)
        }
        let accuracy = Double(right) / Double(suite.options.rows - suite.options.rows / 2)
        guard accuracy < suite.options.leastAccuracy else { return [] }
        return ["it answers \(accuracy) of a learnable stream rightly, less than \(suite.options.leastAccuracy)"]
    }

    /// The shares are a distribution over the known classes, and the answer is the class of the largest.
    private static func shares<Learner: OnlineLearner>(
        _ learner: Learner, _ examples: some Sequence<LearnerExample<Int>>
    ) throws -> [String] where Learner.Target == Int {
        guard let classifier = learner as? any ProbabilisticClassifier else { return [] }
        for example in LearnerStream.withGaps(Array(examples), seed: 6) {
            let shares = try classifier.probabilities(example.features)
            if !shares.allSatisfy({ 0...1 ~= $0 }) { return ["its shares \(shares) are not all from 0 to 1"] }
            if (shares.reduce(0, +) - 1).magnitude > 1e-9 { return ["its shares \(shares) do not sum to 1"] }
            let answer = try classifier.predict(example.features)
            if !shares.indices.contains(answer) || shares[answer] != shares.max() {
                return ["it answers class \(answer) with shares \(shares)"]
            }
        }
        return []
    }

    private static func constant<Learner>(
        _ suite: LearnerSuite<Learner>
    ) throws -> [String] where Learner.Target == Int {
        var learner = suite.make(LearnerStream.layout)
        for example in suite.examples.prefix(suite.short) {
            try learner.learn(example.features, target: 1, weight: 1)
        }
        let wrong = try suite.examples.suffix(20).count { try learner.predict($0.features) != 1 }
        return wrong == 0 ? [] : ["after one class alone it answers another"]
    }

    /// A class that appears in mid-stream, beyond a class that never does.
    private static func newClass<Learner>(
        _ suite: LearnerSuite<Learner>
    ) throws -> [String] where Learner.Target == Int {
        let label = 3
        var learner = try suite.trained(suite.short * 2)
        let newcomers = LearnerStream.outsiders(suite.short * 2, label: label, seed: 12)
        for (old, new) in zip(suite.examples.suffix(suite.short * 2), newcomers) {
            try suite.teach(&learner, [old, new])
        }
        var found: [String] = []
        if let classifier = learner as? any ProbabilisticClassifier {
            let count = try classifier.probabilities(newcomers[0].features).count
            if count != label + 1 { found.append("after class \(label) it gives \(count) shares") }
            found += try shares(learner, newcomers.suffix(20))
        }
        guard !suite.options.exceptions.contains(.learnsNewClasses) else { return found }
        let probes = LearnerStream.outsiders(50, label: label, seed: 13)
        let right = try probes.count { try learner.predict($0.features) == label }
        return right >= 45 ? found : found + ["it answers \(right) of 50 of a class that came in mid-stream rightly"]
    }
}
