import Learning

/// The learner and step that answer best on the rows that may be looked at, measured on all rows.
struct BestLearner: Sendable {
    private static let steps = [0.05, 0.1, 0.2, 0.4]
    private static let rules: [(String, OnlineSettings.StepRule)] =
        [0.1, 0.3, 0.5, 0.7, 1].map { ("constant step \($0)", .constant($0)) }
        + [0.05, 0.1, 0.2, 0.3].map { ("fading step \($0)", .fading(rate: $0, factor: 0.999)) }
    private static let candidates: [BestLearner] =
        steps.map { step in
            BestLearner("boosted, step \(step)") {
                StreamingGradientBoostedTrees(layout: Electricity.layout, settings: .init(rate: step))
            }
        }
        + rules.map { name, rule in
            BestLearner("logistic, \(name)") {
                LogisticRegression(layout: Electricity.layout, settings: .init(step: rule))
            }
        }
        + [
            BestLearner("forest of 30") {
                AdaptiveRandomForest(layout: Electricity.layout, settings: .init(members: 30))
            },
            BestLearner("leveraging bagging") { LeveragingBagging(layout: Electricity.layout) },
            BestLearner("random patches") { StreamingRandomPatches(layout: Electricity.layout) },
        ]

    private let name: String
    private let hits: @Sendable (Electricity) throws -> Int
    private let measure: @Sendable (Electricity) throws -> Measurement

    private init<Learner: OnlineLearner>(
        _ name: String, _ make: @escaping @Sendable () -> Learner
    ) where Learner.Target == Int {
        self.name = name
        hits = { try $0.hits(make(), rows: Electricity.tuningRows) }
        measure = { try $0.prequential(make) }
    }

    /// Chooses by the hits on the tuning rows, the first where two are equal.
    static func measure(_ electricity: Electricity) throws -> Measurement {
        var best = (candidate: candidates[0], hits: -1)
        for candidate in candidates {
            let hits = try candidate.hits(electricity)
            if hits > best.hits { best = (candidate, hits) }
        }
        var measurement = try best.candidate.measure(electricity)
        measurement.choice = best.candidate.name
        return measurement
    }
}
