import Learning

extension LearnerSuite {
    /// Each bad example is refused by its own error, and the learner is as before.
    func refusals() throws -> [String] {
        let learner = try trained(short)
        let good = examples[0]
        var found: [String] = []
        for (features, error) in Self.badFeatures(good.features) {
            found += refusal(error) { try $0.learn(features, target: good.target, weight: 1) }(learner)
            found += refusal(error) { _ = try $0.predict(features) }(learner)
            found += refusal(error) { _ = try answer($0, features) }(learner)
        }
        for (target, error) in badTargets {
            found += refusal(error) { try $0.learn(good.features, target: target, weight: 1) }(learner)
        }
        for weight in [-1, Double.infinity, -Double.infinity] {
            let error = ExampleError.weight(weight)
            found += refusal(error) { try $0.learn(good.features, target: good.target, weight: weight) }(learner)
        }
        found += refusal(.weight(.nan)) { try $0.learn(good.features, target: good.target, weight: .nan) }(learner)
        return found
    }

    private static func badFeatures(_ good: [Double]) -> [([Double], ExampleError)] {
        func changed(_ index: Int, to value: Double) -> [Double] {
            var features = good
            features[index] = value
            return features
        }
        var bad: [([Double], ExampleError)] = [
            (Array(good.dropLast()), .featureCount(expected: 4, found: 3)),
            (good + [0], .featureCount(expected: 4, found: 5)),
            ([], .featureCount(expected: 4, found: 0)),
            (changed(0, to: .infinity), .infiniteFeature(index: 0, value: .infinity)),
            (changed(3, to: -.infinity), .infiniteFeature(index: 3, value: -.infinity)),
            (changed(2, to: .infinity), .infiniteFeature(index: 2, value: .infinity)),
        ]
        for code in [5, -1, 1.5, 1e300] {
            bad.append((changed(2, to: code), .category(index: 2, code: code, categories: 5)))
        }
        return bad
    }

    /// Errors are compared by their text, as a NaN in one equals nothing.
    private func refusal(
        _ expected: ExampleError, _ act: @escaping (inout Learner) throws -> Void
    ) -> (Learner) -> [String] {
        { learner in
            var tried = learner
            do {
                try act(&tried)
                return ["it takes an example although \(expected)"]
            } catch {
                var found: [String] = []
                if "\(error)" != "\(expected)" { found.append("it says “\(error)” and not “\(expected)”") }
                if tried != learner { found.append("it is changed by an example that it refuses: \(expected)") }
                return found
            }
        }
    }
}
