import Domain
import TestSupport
import Testing

@testable import Learning

/// Whole trials on a rule that is known.
struct TrialRunnerTests {
    private static let columns = [Column(name: "x", kind: .number), Column(name: "kind", kind: .category)]

    /// The label is 1 where x is above 0 or the kind is `b`.
    private static func rows(_ count: Int) -> [LabelledEvent] {
        var generator = SeededGenerator(seed: 3)
        return (0..<count).map { index in
            let x = generator.unitInterval() * 2 - 1
            let kind = ["a", "b", "c"][generator.index(below: 3)]
            let event = Event(
                id: Int64(index), time: Timestamp(rawValue: Int64(index) * 60_000), unit: nil,
                values: [index % 17 == 0 ? .missing : .number(x), .category(kind)], lags: [.nan])
            return LabelledEvent(event: event, truth: .category(x > 0 || kind == "b" ? 1 : 0))
        }
    }

    private static func assignment(_ learner: Learner, shuffled: Bool = false) -> TrialAssignment {
        var specification = SearchSpace.plain(
            learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [.hour], usesLags: true), window: 800,
            seed: 9)
        specification.shufflesLabels = shuffled
        return TrialAssignment(
            lease: "1", specification: specification, task: .classification(classes: ["0", "1"]), columns: columns,
            features: FeatureDefinition(lags: [.hours(1)]), labelDelay: .zero,
            dataset: ContentDigest(bytes: Array(repeating: 0, count: 32)),
            slices: [TrialSlice(trainingRows: 0..<800, validationRows: 800..<1_000)], lossScale: 1,
            wallSecondsLimit: 60, memoryBytesLimit: 1 << 30)
    }

    private static let learners = Learner.allCases.filter { $0.fits(.classification(classes: ["0", "1"])) }

    @Test(arguments: learners.filter { $0 != .noChange && $0 != .majorityClass })
    func learnsTheRule(learner: Learner) throws {
        let result = try TrialRunner.completed(Self.assignment(learner), dataset: Self.rows(1_000)) { _ in }

        #expect(try #require(result.score).value > 0.85)
        #expect(result.trainedRows == 800)
    }

    @Test(arguments: learners)
    func givesTheSameBytesTwice(learner: Learner) throws {
        let first = try TrialRunner.completed(Self.assignment(learner), dataset: Self.rows(1_000)) { _ in }
        let second = try TrialRunner.completed(Self.assignment(learner), dataset: Self.rows(1_000)) { _ in }

        #expect(try first.model.encoded() == second.model.encoded())
    }

    @Test(arguments: learners)
    func predictsTheSameAfterItWasStored(learner: Learner) throws {
        let rows = Self.rows(1_000)
        let model = try TrialRunner.completed(Self.assignment(learner), dataset: rows) { _ in }.model

        let read = try Model(decoding: try model.encoded())

        for row in rows { #expect(read.predict(row.event) == model.predict(row.event)) }
    }

    @Test func isNoBetterThanChanceOnShuffledLabels() throws {
        let result = try TrialRunner.completed(
            Self.assignment(.gradientBoosting, shuffled: true), dataset: Self.rows(1_000)
        ) { _ in }

        #expect(try #require(result.score).value < 0.75, "two thirds of the labels are 1")
    }

    @Test func refusesRowsOfOneClass() {
        let rows = Self.rows(1_000).map { LabelledEvent(event: $0.event, truth: .category(1)) }

        let error = #expect(throws: TrialError.self) {
            try TrialRunner.completed(Self.assignment(.randomForest), dataset: rows) { _ in }
        }

        #expect(error == TrialError(.invalid, "all 800 training rows have the same label"))
    }

    @Test func answersACategoryThatItHasNeverSeen() throws {
        let model = try TrialRunner.completed(Self.assignment(.gradientBoosting), dataset: Self.rows(1_000)) { _ in }
            .model
        let event = Event(
            id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [.missing, .category("new")], lags: [])

        let output = model.predict(event)

        let confidence = try #require(output.confidence)
        #expect((0.5...1).contains(confidence))
    }
}
