import Learning

/// The promises that classifiers and regressors share.
///
/// Every check gives sentences about what does not hold.
struct LearnerSuite<Learner: OnlineLearner> {
    typealias Example = LearnerExample<Learner.Target>

    let options: LearnerSuiteOptions
    let make: (FeatureLayout) -> Learner
    /// The learner's whole answer as numbers: its shares, its class or its value.
    let answer: (Learner, [Double]) throws -> [Double]
    /// Rows of ``LearnerStream/layout``.
    let examples: [Example]
    let badTargets: [(target: Learner.Target, error: ExampleError)]

    func violations() throws -> [String] {
        var found = try refusals()
        found += try saving()
        found += try values()
        found += try missing()
        found += try odd()
        found += try weights()
        found += try order()
        found += try manyCategories()
        return found
    }

    /// A learner that has seen the first `count` examples.
    func trained(_ count: Int) throws -> Learner {
        var learner = make(LearnerStream.layout)
        try teach(&learner, examples.prefix(count))
        return learner
    }

    func teach(_ learner: inout Learner, _ examples: some Sequence<Example>) throws {
        for example in examples {
            try learner.learn(example.features, target: example.target, weight: example.weight)
        }
    }

    /// A learner is a value that predicting leaves alone, and the same examples give the same one.
    private func values() throws -> [String] {
        var found: [String] = []
        let learner = try trained(short)
        let before = learner
        for example in examples.prefix(20) {
            _ = try learner.predict(example.features)
            _ = try answer(learner, example.features)
        }
        if learner != before { found.append("predicting changes it (or its state holds a NaN, which equals nothing)") }
        if try trained(short) != learner { found.append("the same examples give another state") }
        var copy = learner
        try teach(&copy, examples.dropFirst(short).prefix(50))
        if learner != before { found.append("a copy that learns changes the original") }
        return found
    }

    /// Missing features are learned and answered.
    private func missing() throws -> [String] {
        var found: [String] = []
        var learner = make(LearnerStream.layout)
        let nothing = Array(repeating: Double.nan, count: LearnerStream.layout.count)
        found += try oddities(learner, nothing, "before the first example")
        try learner.learn(nothing, target: examples[0].target, weight: 1)
        let gaps = LearnerStream.withGaps(Array(examples.prefix(short)), seed: 5)
        try teach(&learner, gaps)
        for example in gaps.suffix(20) { found += try oddities(learner, example.features, "with missing features") }
        found += try oddities(learner, nothing, "with all features missing")
        if learner != learner { found.append("after missing features it is not equal to itself") }
        return found
    }

    /// Constant features, constant targets and huge numbers leave it with finite answers.
    private func odd() throws -> [String] {
        var found: [String] = []
        var constant = make(FeatureLayout(numbers: 3))
        for _ in 0..<short { try constant.learn([1, 1, 1], target: examples[0].target, weight: 1) }
        found += try oddities(constant, [1, 1, 1], "on constant features")
        found += try oddities(constant, [-2, 1, 9], "after constant features")
        var huge = try trained(short)
        for (index, example) in examples.prefix(20).enumerated() {
            var features = example.features
            features[1] = index % 2 == 0 ? 1e300 : -1e300
            found += try oddities(huge, features, "on a huge number")
            try huge.learn(features, target: example.target, weight: 1)
        }
        for example in examples.prefix(5) { found += try oddities(huge, example.features, "after huge numbers") }
        return found
    }

    private func weights() throws -> [String] {
        var found: [String] = []
        var learner = try trained(short)
        let before = learner
        try learner.learn(examples[0].features, target: examples[0].target, weight: 0)
        if learner != before { found.append("an example of weight 0 changes it") }
        guard !options.exceptions.contains(.weightsCountAsCopies) else { return found }
        var (heavy, twice) = (make(LearnerStream.layout), make(LearnerStream.layout))
        for example in examples.prefix(short) {
            try heavy.learn(example.features, target: example.target, weight: 2)
            for _ in 0..<2 { try twice.learn(example.features, target: example.target, weight: 1) }
        }
        for example in examples.suffix(50)
        where try !areClose(answer(heavy, example.features), answer(twice, example.features)) {
            return found + ["an example of weight 2 is not the same as two examples"]
        }
        return found
    }

    private func order() throws -> [String] {
        guard !options.exceptions.contains(.ignoresTheOrderOfFeatures) else { return [] }
        let places = [3, 2, 0, 1]
        let forwards = try trained(short)
        var turned = make(FeatureLayout(places.map { LearnerStream.layout.kinds[$0] }))
        for example in examples.prefix(short) {
            try turned.learn(places.map { example.features[$0] }, target: example.target, weight: 1)
        }
        for example in examples.suffix(50)
        where try !areClose(answer(forwards, example.features), answer(turned, places.map { example.features[$0] })) {
            return ["features in another order give another answer"]
        }
        return []
    }

    private func manyCategories() throws -> [String] {
        let categories = 100_000
        var learner = make(FeatureLayout([.number, .nominal(categories: categories)]))
        for (index, example) in examples.enumerated() {
            let code = Double((index + 1) * 7_919 % categories)
            try learner.learn([example.features[0], code], target: example.target, weight: 1)
        }
        let bytes = try SavedState.encode(learner).count
        guard bytes > options.encodedBytes else { return [] }
        return ["with many categories it takes \(bytes) bytes, more than \(options.encodedBytes)"]
    }

    /// Examples of a short run.
    var short: Int { max(50, options.rows / 8) }

    func oddities(_ learner: Learner, _ features: [Double], _ when: String) throws -> [String] {
        let numbers = try answer(learner, features)
        return numbers.allSatisfy(\.isFinite) ? [] : ["\(when) it answers \(numbers)"]
    }

    private func areClose(_ one: [Double], _ other: [Double]) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { ($0 - $1).magnitude <= 1e-6 * max(1, $0.magnitude) }
    }
}
