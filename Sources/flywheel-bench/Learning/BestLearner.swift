import Learning

/// The learner and step that answer best on the rows that may be looked at, measured on all rows.
enum BestLearner {
    private static let steps = [0.05, 0.1, 0.2, 0.4]

    static func measure(_ electricity: Electricity) throws -> [BenchMetric: Double] {
        let boosted = try chosen(electricity) { step in
            StreamingGradientBoostedTrees(layout: Electricity.layout, settings: .init(rate: step))
        }
        let linear = try chosen(electricity) { step in
            LogisticRegression(layout: Electricity.layout, settings: .init(step: .adaptive(rate: step)))
        }
        return boosted.hits >= linear.hits
            ? try electricity.prequential { boosted.learner } : try electricity.prequential { linear.learner }
    }

    /// The step with the most hits on the tuning rows, the smaller where two are equal, in a learner that knows nothing yet.
    private static func chosen<Learner: OnlineLearner>(
        _ electricity: Electricity, _ make: (Double) -> Learner
    ) throws -> (learner: Learner, hits: Int) where Learner.Target == Int {
        var best = (learner: make(steps[0]), hits: -1)
        for step in steps {
            let hits = try electricity.hits(make(step), rows: Electricity.tuningRows)
            if hits > best.hits { best = (make(step), hits) }
        }
        return best
    }
}
