import Domain
import TestSupport
import Testing

@testable import Learning

/// Trials beyond the plain case: other tasks, live learners, and rows that cannot be trained on.
struct TrialRunnerEdgeTests {
    private func run(_ stream: SimpleStream, _ assignment: TrialAssignment) throws(TrialError) -> TrialRunner.Result {
        try TrialRunner.completed(assignment, dataset: stream.rows) { _ in }
    }

    /// Those that look at the features.
    private static func learners(_ task: LearningTask) -> [Learner] {
        let baselines: [Learner] = [.noChange, .majorityClass, .movingAverage, .seasonalNaive]
        return Learner.allCases.filter { $0.fits(task) && !baselines.contains($0) }
    }

    @Test(arguments: learners(.classification(classes: [])))
    func learnsFourClasses(learner: Learner) throws {
        let stream = SimpleStream(task: .classification(classes: ["a", "b", "c", "d"]), count: 1_500)

        let result = try run(stream, stream.assignment(learner))

        #expect(
            try #require(result.score).value
                > ([.linear, .naiveBayes, .nearestNeighbours].contains(learner) ? 0.6 : 0.8))
        let output = result.model.predict(stream.rows[3].event)
        guard case .probabilities(let shares) = output else {
            Issue.record("\(output) is no list of probabilities")
            return
        }
        #expect(shares.count == 4)
        #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    }

    @Test(arguments: learners(.regression))
    func learnsANumberBetterThanItsMean(learner: Learner) throws {
        let stream = SimpleStream(task: .regression, count: 1_500)
        let training = stream.rows.prefix(1_200).map(\.truth.number)
        let mean = training.reduce(0, +) / Double(training.count)
        let byMean = stream.rows.suffix(300).map { abs($0.truth.number - mean) }.reduce(0, +) / 300

        let result = try run(stream, stream.assignment(learner))

        #expect(try #require(result.score).value < byMean * 0.6)
    }

    /// With trees dropped, and with the losses of absolute errors and of counts.
    @Test(arguments: [("drop", 0.2), ("loss", 1), ("loss", 2)])
    func learnsANumberWithOtherTrees(name: String, value: Double) throws {
        let stream = SimpleStream(task: .regression, count: 600)
        let common = [Hyperparameter("rounds", 40), Hyperparameter("rate", 0.3), Hyperparameter("depth", 4)]
        let plain = try run(stream, stream.assignment(.gradientBoosting, hyperparameters: common))
        let mean = stream.rows.prefix(480).map(\.truth.number).reduce(0, +) / 480
        let byMean = stream.rows.suffix(120).map { abs($0.truth.number - mean) }.reduce(0, +) / 120

        let assignment = stream.assignment(
            .gradientBoosting, hyperparameters: common + [Hyperparameter(name, value)])
        let result = try run(stream, assignment)

        #expect(try #require(result.score).value < byMean * 0.4)
        #expect(result.score != plain.score)
        let read = try Model(decoding: result.model.encoded())
        #expect(stream.rows.allSatisfy { read.predict($0.event) == result.model.predict($0.event) })
    }

    @Test(arguments: Learner.allCases, [LearningTask.regression, .classification(classes: ["0", "1", "2"])])
    func givesTheSameBytesTwice(learner: Learner, task: LearningTask) throws {
        guard learner.fits(task) else { return }
        let stream = SimpleStream(task: task, count: 400)

        let (first, second) = try (
            run(stream, stream.assignment(learner)), run(stream, stream.assignment(learner))
        )

        #expect(try first.model.encoded() == second.model.encoded())
        #expect(first.score == second.score)
    }

    @Test func scoresALiveLearnerAsItLearns() throws {
        let stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 1_000)
        let turned = stream.rows.enumerated().map { index, row in
            index < 800 ? row : LabelledEvent(event: row.event, truth: .category(1 - Int(row.truth.number)))
        }

        let frozen = try TrialRunner.completed(stream.assignment(.linear), dataset: turned) { _ in }
        let live = try TrialRunner.completed(stream.assignment(.linear, updates: .live), dataset: turned) { _ in }

        #expect(try #require(live.score).value > #require(frozen.score).value)
        #expect(live.model.predict(turned[0].event) == frozen.model.predict(turned[0].event), "scored on a copy")
    }

    @Test func movesOnlyLiveModels() throws {
        let stream = SimpleStream(task: .regression, count: 300)
        let frozen = try run(stream, stream.assignment(.linear)).model
        let live = try run(stream, stream.assignment(.linear, updates: .live)).model
        let trees = try run(stream, stream.assignment(.gradientBoosting, updates: .live)).model

        for (model, moves) in [(frozen, false), (live, true), (trees, false)] {
            var moved = model
            moved.learn(stream.rows[250])
            #expect((moved != model) == moves)
        }
    }

    @Test func refusesALearnerThatCannotAnswer() {
        let stream = SimpleStream(task: .regression, count: 100)

        let error = #expect(throws: TrialError.self) { try run(stream, stream.assignment(.naiveBayes)) }

        #expect(error == TrialError(.invalid, "naive-bayes cannot answer this pipeline's question"))
    }

    @Test(arguments: learners(.classification(classes: [])))
    func answersANumberBeyondAllBounds(learner: Learner) throws {
        var stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 400).rows
        stream[7].event.values[0] = .number(1e300)
        let assignment = SimpleStream(task: .classification(classes: ["0", "1"]), count: 400).assignment(learner)

        let result = try TrialRunner.completed(assignment, dataset: stream) { _ in }

        for value in [1e300, -1e300, .infinity, .nan, 3] {
            var event = stream[20].event
            event.values[0] = .number(value)
            let confidence = try #require(result.model.predict(event).confidence)
            #expect(confidence >= 0.5 && confidence <= 1)
        }
    }

    @Test func isNotScoredWithoutValidationRows() throws {
        let stream = SimpleStream(task: .regression, count: 100)
        var assignment = stream.assignment(.linear)
        assignment.slices[0].trainingRows = 0..<100
        assignment.slices[0].validationRows = 100..<100

        let result = try run(stream, assignment)

        #expect(result.score == nil)
        #expect(result.trainedRows == 100)
    }

    @Test func trainsOnTheNewestRowsOfItsWindow() throws {
        let stream = SimpleStream(task: .regression, count: 500)
        var (windowed, cut) = (stream.assignment(.gradientBoosting), stream.assignment(.gradientBoosting))
        windowed.specification.window = 150
        cut.specification.window = 150
        cut.slices[0].trainingRows = 250..<400

        let (first, second) = try (run(stream, windowed), run(stream, cut))

        #expect(first.trainedRows == 150)
        #expect(first.model == second.model)
    }

    @Test func refusesRowsThatAreNotThere() {
        let stream = SimpleStream(task: .regression, count: 100)
        var assignment = stream.assignment(.linear)
        assignment.slices[0].validationRows = 80..<140

        #expect(
            throws: TrialError(
                .invalid, "the dataset has 100 rows; the trial trains on 0..<80 and is scored on 80..<140")
        ) {
            try run(stream, assignment)
        }
    }

    @Test(arguments: [0, -4, 9])
    func refusesTooFewRows(window: Int) {
        let stream = SimpleStream(task: .regression, count: 100)
        var assignment = stream.assignment(.linear)
        assignment.specification.window = window

        #expect(throws: TrialError(.invalid, "\(max(0, window)) training rows; at least 10 are needed")) {
            try run(stream, assignment)
        }
    }

    @Test func refusesALabelThatIsNoNumber() {
        let stream = SimpleStream(task: .regression, count: 100)
        var rows = stream.rows
        rows[5].truth = .number(.nan)

        #expect(throws: TrialError(.invalid, "a training row's label is not a finite number")) {
            try TrialRunner.completed(stream.assignment(.linear), dataset: rows) { _ in }
        }
    }
}
