import Domain
package import Learning

/// A learner's memory has a bound that more examples do not raise.
package enum GrowthSuite {
    /// Examples of a full run: ten million in release; in debug enough to fill tables of ten thousand categories.
    package static var events: Int {
        #if DEBUG
            30_000
        #else
            10_000_000
        #endif
    }

    /// Feeds gapped numbers that drift and two high-cardinality features, and weighs the saved state on the way.
    ///
    /// - Parameters:
    ///   - events: Examples; the state is weighed at their half and at their end.
    ///   - largestBytes: What the saved state may take.
    ///   - targets: Taken in turn.
    ///   - make: A learner that has seen nothing, for features of the layout.
    /// - Returns: One sentence for each bound that is passed.
    /// - Throws: What the learner throws where it must not.
    package static func violations<Learner: OnlineLearner>(
        events: Int = events, largestBytes: Int, targets: [Learner.Target], _ make: (FeatureLayout) -> Learner
    ) throws -> [String] {
        let kinds: [FeatureLayout.Kind] = [
            .number, .nominal(categories: 1_000_000), .number, .nominal(categories: 100),
        ]
        var learner = make(FeatureLayout(kinds))
        var generator = SeededGenerator(seed: 31)
        var half = 0
        for event in 0..<events {
            let first = generator.unitInterval() + Double(event) / Double(events)
            let second = event % 5 == 0 ? .nan : generator.unitInterval()
            let codes = [1_000_000, 100].map { Double(generator.index(below: $0)) }
            let features = [first, codes[0], second, codes[1]]
            try learner.learn(features, target: targets[event % targets.count], weight: 1)
            if event == events / 2 { half = try SavedState.encode(learner).count }
        }
        let whole = try SavedState.encode(learner).count
        var found: [String] = []
        if whole > largestBytes {
            found.append("after \(events) examples it takes \(whole) bytes, more than \(largestBytes)")
        }
        // Numbers are written with as many digits as they have, so the size breathes.
        if Double(whole) > 1.05 * Double(half) {
            found.append("it takes \(half) bytes after \(events / 2) examples and \(whole) after \(events)")
        }
        return found
    }
}
