import Domain
import Testing

@testable import Learning

/// Greedy choice of a blend's votes.
struct BlendSelectionTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func agreesWithTheObviousSlowWay(seed: UInt64) throws {
        let library = Library(seed: seed)

        let chosen = BlendSelection(try library.held())

        #expect(chosen.votes == library.slowVotes())
        #expect(abs(chosen.loss - library.loss(chosen.votes)) < 1e-12)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func isNeverWorseThanTheBestAloneOnTheRowsItIsChosenOn(seed: UInt64) throws {
        let library = Library(seed: seed)

        let chosen = BlendSelection(try library.held())

        let alone = library.outputs.indices.map { model in
            library.loss(library.outputs.indices.map { $0 == model ? 1 : 0 })
        }
        #expect(chosen.loss <= (alone.min() ?? 0) * (1 + 1e-12))
    }

    /// Each model errs by a number of its own: the mean of eight errs by an eighth of the variance, on any rows.
    @Test func isBetterThanAnyModelOnRowsThatItDidNotSee() throws {
        var generator = SeededGenerator(seed: 4)
        func errors() -> [[Double]] {
            (0..<8).map { _ in (0..<2_000).map { _ in generator.unitInterval() * 2 - 1 } }
        }
        func held(_ errors: [[Double]]) throws -> HeldOutAnswers {
            var held = HeldOutAnswers(models: 8, task: .regression)
            try held.add(
                errors.map { $0.map { .value(5 + $0) } }, truths: Array(repeating: .number(5), count: 2_000))
            return held
        }
        let later = errors()

        let votes = BlendSelection(try held(errors())).votes

        func meanError(_ votes: [Int]) -> Double {
            let total = Double(votes.reduce(0, +))
            return (0..<2_000).reduce(0) { sum, row in
                sum + zip(votes, later).reduce(0) { $0 + Double($1.0) * $1.1[row] }.magnitude / total
            } / 2_000
        }
        let best = (0..<8).map { model in meanError((0..<8).map { $0 == model ? 1 : 0 }) }.min() ?? 0
        #expect(meanError(votes) < 0.6 * best)
    }

    @Test func cancelsErrorsThatAreOppositeAndLeavesABadModelOut() throws {
        var held = HeldOutAnswers(models: 3, task: .regression)
        let truths = (0..<50).map { Double($0) }
        try held.add(
            [truths.map { .value($0 + 90) }, truths.map { .value($0 + 1) }, truths.map { .value($0 - 1) }],
            truths: truths.map { .number($0) })

        let chosen = BlendSelection(held)

        #expect(chosen.votes == [0, 1, 1])
        #expect(chosen.loss == 0)
    }

    @Test func takesTheEarlierOfEqualModelsAlone() throws {
        var held = HeldOutAnswers(models: 3, task: .classification(classes: ["a", "b"]))
        let outputs = (0..<20).map { _ in Output.probabilities([0.3, 0.7]) }
        try held.add([outputs, outputs, outputs], truths: (0..<20).map { .category($0 % 3 == 0 ? 0 : 1) })

        #expect(BlendSelection(held).votes == [1, 0, 0])
    }

    @Test func refusesAnswersToAnotherQuestionAndWildOnes() {
        var held = HeldOutAnswers(models: 2, task: .classification(classes: ["a", "b"]))
        let good = Output.probabilities([0.5, 0.5])

        #expect(throws: TrialError(.invalid, "model 2 answers something else than the others")) {
            try held.add([[good], [.value(3)]], truths: [.category(0)])
        }
        #expect(throws: TrialError(.invalid, "model 2 answers something else than the others")) {
            try held.add([[good], [.unanswered]], truths: [.category(0)])
        }
        #expect(throws: TrialError(.notFinite, "an answer of model 1 is not a finite number")) {
            try held.add([[.probabilities([.nan, 0.5])], [good]], truths: [.category(0)])
        }
    }

    /// Random models of three classes that know a little of the truth.
    private struct Library {
        var outputs: [[[Double]]]
        var truths: [Int]

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let truths = (0..<40).map { _ in generator.index(below: 3) }
            self.truths = truths
            outputs = (0..<2 + generator.index(below: 6)).map { _ in
                let skill = generator.unitInterval()
                return truths.map { truth in
                    let raw = (0..<3).map { generator.unitInterval() + ($0 == truth ? skill : 0) }
                    return raw.map { $0 / raw.reduce(0, +) }
                }
            }
        }

        func held() throws -> HeldOutAnswers {
            var held = HeldOutAnswers(models: outputs.count, task: .classification(classes: ["a", "b", "c"]))
            try held.add(outputs.map { $0.map { .probabilities($0) } }, truths: truths.map { .category($0) })
            return held
        }

        /// The Brier score of a blend, every share added up anew.
        func loss(_ votes: [Int]) -> Double {
            let total = Double(votes.reduce(0, +))
            let losses = truths.enumerated().map { row, truth in
                (0..<3).reduce(0.0) { sum, place in
                    let share = outputs.indices.reduce(0.0) { $0 + Double(votes[$1]) * outputs[$1][row][place] } / total
                    return sum + (share - (place == truth ? 1 : 0)) * (share - (place == truth ? 1 : 0))
                }
            }
            return losses.reduce(0, +) / Double(losses.count)
        }

        /// Caruana's way from its description: every blend on the way is kept, and the best one taken.
        func slowVotes() -> [Int] {
            func adding(_ model: Int, to votes: [Int]) -> [Int] {
                votes.enumerated().map { $0 == model ? $1 + 1 : $1 }
            }
            /// The first that no other is below by more than rounding.
            func best(_ blends: [[Int]]) -> [Int] {
                let least = blends.map(loss).min() ?? 0
                return blends.first { loss($0) * (1 - 1e-9) <= least } ?? []
            }
            let none = outputs.map { _ in 0 }
            let order = outputs.indices.sorted {
                (loss(adding($0, to: none)), $0) < (loss(adding($1, to: none)), $1)
            }
            var path: [[Int]] = []
            for model in order { path.append(adding(model, to: path.last ?? none)) }
            path = [best(path)]
            while let votes = path.last, votes.reduce(0, +) < BlendSelection.mostVotes {
                path.append(best(order.map { adding($0, to: votes) }))
            }
            return best(path)
        }
    }
}
