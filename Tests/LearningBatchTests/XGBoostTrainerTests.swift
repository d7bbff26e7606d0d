import Domain
import Testing

@testable import Learning

/// Every objective and booster trained through our trainer, against the library and against what it is for.
struct XGBoostTrainerTests {
    static let objectives: [TreeObjective] = [
        .binary, .multiClass(3), .squaredError, .quantile(0.2), .poisson, .ranking(.pairwise),
        .ranking(.gain),
    ]

    private func trainer(
        _ objective: TreeObjective, _ learner: Learner = .gradientBoosting,
        _ hyperparameters: [(String, Double)] = [("rounds", 6), ("depth", 4)], booster: XGBoostTrainer.Booster? = nil
    ) -> XGBoostTrainer {
        let specification = TrialSpecification(
            learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 1,
            hyperparameters: hyperparameters.map { Hyperparameter($0, $1) }, seed: 3)
        return XGBoostTrainer(objective: objective, specification: specification, booster: booster)
    }

    private func margins(_ saved: [UInt8], _ table: TrainingTable) throws -> [Float] {
        try LibraryBooster(saved: saved).margins(LibraryMatrix(table.values, rows: table.rows))
    }

    private func rows(_ table: TrainingTable) -> [[Double]] {
        (0..<table.rows).map { row in
            table.values[row * table.columns..<(row + 1) * table.columns].map(Double.init)
        }
    }

    @Test(arguments: objectives, [XGBoostTrainer.Booster.trees, .dart(drop: 0.5)])
    func trainsTreesOfEveryObjective(objective: TreeObjective, booster: XGBoostTrainer.Booster) throws {
        let table = RandomTable.make(rows: 120, columns: 4, objective: objective, seed: 2, categoricalColumns: [3])

        let saved = try trainer(objective, booster: booster).train(table) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: objective)
        #expect(forest.trees.count == 6 * objective.groups)
        #expect(forest.featureCount > 0)
        let worst = try FlatForestAgainstLibraryTests.worst(
            rows(table).flatMap(forest.scores), margins(saved, table))
        #expect(worst <= 1e-6)
    }

    @Test(arguments: objectives, [Learner.randomForest])
    func trainsForestsOfEveryObjective(objective: TreeObjective, learner: Learner) throws {
        let table = RandomTable.make(rows: 120, columns: 4, objective: objective, seed: 4)

        let saved = try trainer(objective, learner, [("trees", 5), ("depth", 5)]).train(table) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: objective)
        #expect(forest.trees.count == 5 * objective.groups)
        let worst = try FlatForestAgainstLibraryTests.worst(
            rows(table).flatMap(forest.scores), margins(saved, table))
        #expect(worst <= 1e-6)
    }

    @Test(arguments: objectives)
    func trainsWeightsOfEveryObjective(objective: TreeObjective) throws {
        let table = RandomTable.make(rows: 120, columns: 4, objective: objective, seed: 5)

        let saved = try trainer(objective, booster: .linear).train(table) { _ in }

        let weights = try LinearBooster(savedModel: saved, objective: objective)
        #expect(weights.featureCount == 4)
        #expect(Set(weights.weights).count > 2)
        let worst = try FlatForestAgainstLibraryTests.worst(
            rows(table).flatMap(weights.scores), margins(saved, table))
        #expect(worst <= 1e-6)
        #expect(throws: ModelFormatError.self) { try FlatForest(savedModel: saved, objective: objective) }
    }

    @Test func refusesTreesForWeights() throws {
        let table = RandomTable.make(rows: 40, columns: 2, objective: .squaredError, seed: 5)

        let saved = try trainer(.squaredError).train(table) { _ in }

        #expect(throws: ModelFormatError("the trained model is gbtree, not a linear one")) {
            try LinearBooster(savedModel: saved, objective: .squaredError)
        }
    }

    /// Between the two columns' bounds the truth is even, so that its quantile is known.
    @Test(arguments: [0.1, 0.5, 0.9])
    func putsTheShareBelowTheQuantile(quantile: Double) throws {
        var generator = SeededGenerator(seed: 8)
        let values = (0..<800).map { _ in Float(generator.index(below: 4)) }
        let labels = values.map { 1_000 * $0 + Float(generator.unitInterval()) * 400 }

        let saved = try trainer(.quantile(quantile), .gradientBoosting, [("rounds", 40), ("depth", 2), ("rate", 0.3)])
            .train(TrainingTable(values: values, labels: labels)) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: .quantile(quantile))
        for value in 0..<4 {
            let answer = forest.scores([Double(value)])[0]
            #expect(abs(answer - Double(value) * 1_000 - quantile * 400) < 60)
        }
    }

    @Test(arguments: [TreeObjective.squaredError, .quantile(0.5), .poisson])
    func startsInTheMiddleOfTheLabels(objective: TreeObjective) throws {
        let table = TrainingTable(values: [0, 0, 0, 0], labels: [2_000, 3_000, 3_000, 4_000])

        let saved = try trainer(objective, .gradientBoosting, [("rounds", 1), ("rate", 0.03)]).train(table) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: objective)
        let answer = objective.output(forest.scores([0]))
        guard case .value(let value) = answer else {
            Issue.record("\(answer) is no number")
            return
        }
        #expect(abs(value - 3_000) < 50)
    }

    /// As far away as a label can be, the library must still take the start.
    @Test(arguments: [0, -1e30, 1e30] as [Float])
    func startsWhereverTheLabelsAre(label: Float) throws {
        let table = TrainingTable(values: [0, 1, 2, 3], labels: [label, label, label, label])

        let saved = try trainer(.squaredError).train(table) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: .squaredError)
        #expect(abs(forest.scores([0])[0] - Double(label)) <= 1e-6 * Double(label.magnitude))
    }

    @Test func ordersTheRowsOfAGroup() throws {
        var generator = SeededGenerator(seed: 9)
        let values = (0..<200).map { _ in Float(generator.unitInterval()) }
        let table = TrainingTable(
            values: values, labels: values.map { ($0 * 4).rounded(.down) }, groupSizes: Array(repeating: 10, count: 20))

        let saved = try trainer(.ranking(.pairwise)).train(table) { _ in }

        let forest = try FlatForest(savedModel: saved, objective: .ranking(.pairwise))
        let scores = [0.1, 0.4, 0.6, 0.9].map { forest.scores([$0])[0] }
        #expect(scores == scores.sorted() && Set(scores).count == 4)
    }

    @Test func dropsTreesWhereTheSpecificationSaysSo() throws {
        let table = RandomTable.make(rows: 120, columns: 3, objective: .binary, seed: 6)
        let settings = [("rounds", 8.0), ("depth", 3), ("drop", 0.5)]

        let dropping = try trainer(.binary, .gradientBoosting, settings).train(table) { _ in }
        let plain = try trainer(.binary, .gradientBoosting, Array(settings.dropLast())).train(table) { _ in }

        #expect(try SavedBooster(dropping, objective: .binary).learner.gradient_booster.name == "dart")
        #expect(try SavedBooster(plain, objective: .binary).learner.gradient_booster.name == "gbtree")
    }

    @Test(arguments: objectives)
    func givesTheSameModelTwice(objective: TreeObjective) throws {
        let table = RandomTable.make(rows: 100, columns: 4, objective: objective, seed: 2)

        let (first, second) = try (
            trainer(objective).train(table) { _ in }, trainer(objective).train(table) { _ in }
        )

        #expect(first == second)
    }

    @Test func countsItsRounds() throws {
        let table = RandomTable.make(rows: 60, columns: 2, objective: .squaredError, seed: 2)
        var shares: [Double] = []

        _ = try trainer(.squaredError, .gradientBoosting, [("rounds", 4)]).train(table) { shares.append($0) }

        #expect(shares == [0.25, 0.5, 0.75, 1])
    }
}
