import CXGBoost
import Domain
import Testing

@testable import Learning

/// Our flattened trees against the library that grew them.
struct FlatForestTests {
    @Test(arguments: [
        (LearningTask.classification(classes: ["0", "1"]), Learner.gradientBoosting),
        (.classification(classes: ["0", "1"]), .randomForest),
        (.classification(classes: ["0", "1", "2"]), .gradientBoosting), (.regression, .gradientBoosting),
        (.regression, .randomForest),
    ])
    func predictsWhatTheLibraryPredicts(task: LearningTask, learner: Learner) throws {
        var generator = SeededGenerator(seed: 11)
        let rows = 400
        let features = (0..<rows).map { _ in
            (0..<5).map { _ in generator.unitInterval() < 0.1 ? Float.nan : Float(generator.unitInterval() * 10) }
        }
        let classes = task.classes.count
        let labels = (0..<rows).map { row in
            classes == 0
                ? Float(features[row][0].isNaN ? 3 : features[row][0] * 40) : Float(generator.index(below: classes))
        }
        let specification = SearchSpace.plain(
            learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: rows,
            seed: 4)
        let trainer = XGBoostTrainer(objective: TreeObjective(task: task), specification: specification)

        let (forest, saved) = try trainer.trainKeepingBytes(features.flatMap { $0 }, rows: rows, labels: labels) { _ in
        }
        let expected = try libraryMargins(saved, features.flatMap { $0 }, rows: rows)

        let groups = max(1, classes == 2 ? 1 : classes)
        for row in 0..<rows {
            let scores = forest.scores(features[row].map { Double($0) })
            for group in 0..<groups {
                let reference = Double(expected[row * groups + group])
                #expect(abs(scores[group] - reference) <= 1e-6 * max(1, abs(reference)))
            }
        }
    }

    /// Raw scores by the library itself, from the saved model.
    private func libraryMargins(_ saved: [UInt8], _ values: [Float], rows: Int) throws -> [Float] {
        var booster: BoosterHandle?
        try #require(XGBoosterCreate(nil, 0, &booster) == 0)
        defer { XGBoosterFree(booster) }
        try #require(XGBoosterLoadModelFromBuffer(booster, saved, UInt64(saved.count)) == 0)
        var matrix: DMatrixHandle?
        try #require(XGDMatrixCreateFromMat(values, UInt64(rows), UInt64(values.count / rows), .nan, &matrix) == 0)
        defer { XGDMatrixFree(matrix) }
        var count: bst_ulong = 0
        var result: UnsafePointer<Float>?
        try #require(XGBoosterPredict(booster, matrix, 1, 0, 0, &count, &result) == 0)
        return Array(UnsafeBufferPointer(start: try #require(result), count: Int(count)))
    }
}
