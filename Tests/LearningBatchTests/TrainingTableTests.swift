import Domain
import Testing

@testable import Learning

/// What XGBoost would take without a word, or with words about its own insides.
struct TrainingTableTests {
    private func message(_ table: TrainingTable, _ objective: TreeObjective) -> String? {
        do {
            try table.check(for: objective)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        (TreeObjective.binary, Float(2), "the label of row 1 is 2.0; binary:logistic needs 0 or 1"),
        (.multiClass(3), 3, "the label of row 1 is 3.0; multi:softprob needs a class from 0 to 2"),
        (.squaredError, .infinity, "the label of row 1 is inf; reg:squarederror needs a finite number"),
        (.quantile(0.5), .nan, "the label of row 1 is nan; reg:squarederror needs a finite number"),
        (.poisson, -1, "the label of row 1 is -1.0; count:poisson needs a count of 0 or more"),
        (.ranking(.gain), 32, "the label of row 1 is 32.0; rank:ndcg needs a relevance from 0 to 31"),
    ])
    func refusesALabelOfAnotherKind(objective: TreeObjective, label: Float, words: String) {
        let table = TrainingTable(values: [1, 2, 3], labels: [0, label, 1])

        #expect(message(table, objective)?.contains(words) == true)
    }

    @Test func refusesATableOfAnotherShape() {
        #expect(message(TrainingTable(values: [1, 2, 3], labels: [0, 1]), .binary) != nil)
        #expect(message(TrainingTable(values: [], labels: [0, 1]), .binary) != nil)
        #expect(message(TrainingTable(values: [], labels: []), .squaredError) != nil)
    }

    @Test(arguments: [[], [1], [2, 2], [3, 0], [4, -1]])
    func refusesGroupsThatAreNotTheRows(sizes: [Int]) {
        let table = TrainingTable(values: [1, 2, 3], labels: [0, 1, 2], groupSizes: sizes)

        #expect(
            message(table, .ranking(.pairwise))?.contains("the groups' sizes do not add up to the 3 rows") == true)
    }

    @Test func refusesGroupsWhereNothingIsRanked() {
        let table = TrainingTable(values: [1, 2, 3], labels: [0, 1, 1], groupSizes: [3])

        #expect(message(table, .binary)?.contains("rows are in groups; binary:logistic takes none") == true)
    }

    @Test(arguments: [-1, 0.5, 16_777_216, .infinity] as [Float])
    func refusesACategoryThatIsNone(value: Float) {
        let table = TrainingTable(values: [0, value, .nan], labels: [0, 1, 1], categoricalColumns: [0])

        #expect(message(table, .binary)?.contains("row 1 has \(value) in column 0") == true)
    }

    @Test(arguments: [-1, 1])
    func refusesCategoriesInAColumnThatIsNotThere(column: Int) {
        let table = TrainingTable(values: [0, 1, .nan], labels: [0, 1, 1], categoricalColumns: [column])

        #expect(message(table, .binary)?.contains("column \(column) of 1 cannot hold categories") == true)
    }

    @Test(arguments: [0, 0.0009, 1, -0.5, 1.5, .nan])
    func refusesAQuantileThatIsNone(quantile: Double) {
        #expect(throws: TrialError.self) { try PinballGradient(quantile: quantile, labels: [1, 2]) }
    }

    @Test func startsAQuantileAtTheLabelsOwn() throws {
        let labels = (0..<100).map(Float.init).reversed()

        #expect(try PinballGradient(quantile: 0.9, labels: Array(labels)).base == 90)
        #expect(throws: TrialError.self) { try PinballGradient(quantile: 0.5, labels: []) }
    }

    /// What is left lies from −8 to 2 with quartiles at 0 and 2, so that excesses count as a quarter at least.
    @Test func stepsTheWholeWayWhateverTheSlope() throws {
        let pinball = try PinballGradient(quantile: 0.75, labels: [0, 10, 20, 30])

        let steps = pinball.steps([2, 2, 20, 31])

        let mean: Float = (0.125 + 0.09375 + 3 + 0.25) / 4
        #expect(steps.curvatures == [0.125 / mean, 0.09375 / mean, 3 / mean, 0.25 / mean])
        #expect(steps.gradients == zip(steps.curvatures, [2, -8, 0, 1]).map { $0 * $1 })
    }
}
