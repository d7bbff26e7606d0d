import Learning

/// The forest on batches, a tree a task, against the same rows one at a time: by the clock on the wall.
enum ForestOnTwoCores {
    private static let batch = 1_000
    private static let repetitions = 3

    static func measure(_ electricity: Electricity) async throws -> Measurement {
        var ratios: [Double] = []
        for _ in 0..<repetitions {
            let clock = ContinuousClock()
            let begin = clock.now
            _ = try electricity.hits(AdaptiveRandomForest(layout: Electricity.layout))
            let middle = clock.now
            try await inBatches(electricity)
            ratios.append((middle - begin) / (clock.now - middle))
        }
        return [.speedUp: ratios.sorted()[repetitions / 2]]
    }

    private static func inBatches(_ electricity: Electricity) async throws {
        var forest = AdaptiveRandomForest(layout: Electricity.layout)
        for start in stride(from: 0, to: electricity.labels.count, by: batch) {
            let rows = start..<min(start + batch, electricity.labels.count)
            _ = try await forest.answerAndLearn(
                Array(electricity.features[rows]), targets: Array(electricity.labels[rows]))
        }
    }
}
