import Domain
import TestSupport
import Testing

@testable import Learning

/// Blends as trials: chosen on one slice, scored on another, trained again, saved.
struct BlendTests {
    private static let tasks: [LearningTask] = [.classification(classes: ["0", "1", "2"]), .regression]

    private let stream: SimpleStream

    init() {
        stream = SimpleStream(task: .regression, count: 500)
    }

    /// A blend of trees, a live linear model and neighbours, each with a window of its own, on two slices of 100 rows.
    private static func assignment(_ stream: SimpleStream) -> TrialAssignment {
        let recipes: [(Learner, UpdateMode, Int)] = [
            (.gradientBoosting, .frozen, 250), (.linear, .live, 150), (.nearestNeighbours, .frozen, 200),
        ]
        let members = recipes.enumerated().map { place, recipe in
            var specification = SearchSpace.plain(
                learner: recipe.0, updates: recipe.1,
                features: FeatureRecipe(calendar: [.hour], usesLags: place == 1), window: recipe.2, seed: 9)
            if recipe.0 == .gradientBoosting {
                specification.hyperparameters = [Hyperparameter("rounds", 8), Hyperparameter("depth", 3)]
            }
            return BlendMember(run: place + 11, specification: specification)
        }
        var assignment = stream.assignment(.linear)
        assignment.specification = .blend(of: members, seed: 3)
        assignment.slices = [
            TrialSlice(trainingRows: 0..<400, validationRows: 400..<500),
            TrialSlice(trainingRows: 0..<300, validationRows: 300..<400),
        ]
        return assignment
    }

    private static func chosen(_ votes: [Int], _ stream: SimpleStream) -> TrialAssignment {
        var assignment = assignment(stream)
        assignment.specification.choose(votes)
        return assignment
    }

    @Test(arguments: tasks)
    func isChosenOnTheOlderSliceAndScoredOnTheNewest(task: LearningTask) throws {
        let stream = SimpleStream(task: task, count: 500)

        let result = try TrialRunner.completed(Self.assignment(stream), dataset: stream.rows) { _ in }

        let votes = try #require(result.votes)
        #expect(votes.count == 3 && votes.count { $0 > 0 } > 1)
        #expect(result.curve.map(\.slice) == [0])
        #expect(result.score?.count == 100)
        // Labels of the newest slice change its score and nothing else: the choice does not know them.
        var other = stream.rows
        for index in 400..<500 { other[index].truth = other[399].truth }
        let blind = try TrialRunner.completed(Self.assignment(stream), dataset: other) { _ in }
        #expect(blind.votes == votes)
        #expect(try blind.model.encoded() == result.model.encoded())
        #expect(blind.score != result.score)
    }

    /// With what its members' runs left it comes out as without.
    @Test(arguments: tasks)
    func isTheSameWithItsMembersModelsAndWithout(task: LearningTask) throws {
        let stream = SimpleStream(task: task, count: 500)
        let assignment = Self.assignment(stream)
        let models = try assignment.specification.chosenMembers.map { member in
            var own = assignment
            own.specification = member.specification
            return try TrialRunner.completed(own, dataset: stream.rows) { _ in }.model
        }

        let alone = try TrialRunner.completed(assignment, dataset: stream.rows) { _ in }
        let ending = try TrialRunner.run(assignment, dataset: stream.rows, members: models) { _ in }

        guard case .completed(let helped) = ending else {
            Issue.record("a blend was stopped")
            return
        }
        #expect(helped.votes == alone.votes && helped.score == alone.score)
        #expect(helped.trainedRows == alone.trainedRows)
        #expect(try helped.model.encoded() == alone.model.encoded())
    }

    @Test(arguments: tasks)
    func answersWithTheWeightedMeanOfItsMembersAndSurvivesBeingSaved(task: LearningTask) throws {
        let stream = SimpleStream(task: task, count: 500)
        let assignment = Self.chosen([3, 0, 1], stream)
        let alone = try assignment.specification.chosenMembers.map { member in
            var own = assignment
            own.specification = member.specification
            return try TrialRunner.completed(own, dataset: stream.rows) { _ in }.model
        }

        let model = try TrialRunner.completed(assignment, dataset: stream.rows) { _ in }.model
        let read = try Model(decoding: try model.encoded())

        #expect(read == model)
        #expect(model.specification.updates == .frozen, "its only live member has no vote")
        let events = stream.rows.map(\.event)
        #expect(read.predict(events) == events.map(model.predict))
        for event in events {
            let numbers = try alone.map { try #require($0.predict(event).blendedNumbers) }
            let blended = try #require(model.predict(event).blendedNumbers)
            for place in blended.indices {
                #expect(abs(blended[place] - (3 * numbers[0][place] + numbers[1][place]) / 4) < 1e-9)
            }
        }
    }

    @Test func goesOnLearningWhereAMemberDoes() throws {
        let model = try TrialRunner.completed(Self.chosen([1, 2, 0], stream), dataset: stream.rows) { _ in }.model
        var live = model
        let event = stream.rows[450].event

        for row in stream.rows { live.learn(LabelledEvent(event: row.event, truth: .number(5_000))) }

        #expect(model.specification.updates == .live)
        #expect(live.predict(event) != model.predict(event))
        #expect(try Model(decoding: try live.encoded()).predict(event) == live.predict(event))
    }

    /// A refit learns the validation rows, too: each member's window grows by so many.
    @Test func widensEachMembersWindowInARefit() throws {
        var refit = Self.chosen([1, 0, 1], stream)
        refit.slices = [TrialSlice(trainingRows: 0..<500, validationRows: 500..<500)]
        refit.specification.window += 100
        var member = refit
        member.specification = refit.specification.chosenMembers[1].specification
        member.specification.window += 100
        let neighbours = try TrialRunner.completed(member, dataset: stream.rows) { _ in }.model

        let result = try TrialRunner.completed(refit, dataset: stream.rows) { _ in }

        #expect(refit.specification.extraRows == 100)
        #expect(result.trainedRows == 350 && result.score == nil)
        let blend = String(decoding: try result.model.encoded(), as: UTF8.self)
        let learned = String(decoding: try neighbours.encoded(), as: UTF8.self)
        let predictor = try #require(learned.firstRange(of: "\"predictor\"")).lowerBound
        let rest = learned[predictor...]
        let state = rest[..<(try #require(rest.firstRange(of: ",\"specification\"")).lowerBound)]
        #expect(blend.contains(state), "the member that learned 300 rows is inside")
    }

    @Test func isNoBetterThanChanceOnShuffledLabels() throws {
        let stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 500)
        var assignment = Self.chosen([1, 0, 1], stream)
        assignment.specification.shufflesLabels = true

        let result = try TrialRunner.completed(assignment, dataset: stream.rows) { _ in }

        #expect(try #require(result.score).value < 0.7)
    }

    // MARK: Bad input

    private func failure(_ assignment: TrialAssignment, rows: [LabelledEvent]? = nil) -> TrialError? {
        do throws(TrialError) {
            _ = try TrialRunner.run(assignment, dataset: rows ?? stream.rows) { _ in }
            return nil
        } catch {
            return error
        }
    }

    @Test func refusesOneMember() {
        var assignment = Self.assignment(stream)
        assignment.specification = .blend(of: Array(assignment.specification.chosenMembers.prefix(1)), seed: 3)

        #expect(
            failure(assignment) == TrialError(.invalid, "a blend needs two models or more to choose from, not 1"))
    }

    @Test func refusesToBeScoredOnWhatItWasChosenOn() {
        var assignment = Self.assignment(stream)
        assignment.slices.removeLast()

        #expect(
            failure(assignment)
                == TrialError(.invalid, "a blend is chosen on another slice than it is scored on; the trial has 1"))
    }

    @Test func saysWhichMemberCannotBeTrained() {
        let stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 500)
        var rows = stream.rows
        // The trees' window of the older slice has one class.
        for index in 0..<300 { rows[index].truth = .category(1) }

        #expect(
            failure(Self.assignment(stream), rows: rows)
                == TrialError(.invalid, "run 11, a member of the blend: all 250 training rows have the same label"))
    }

    @Test func refusesAMemberThatAnswersAnotherQuestion() {
        var assignment = Self.assignment(stream)
        var members = assignment.specification.chosenMembers
        members[1].specification.learner = .naiveBayes
        assignment.specification = .blend(of: members, seed: 3)

        #expect(
            failure(assignment)
                == TrialError(.invalid, "run 12, naive-bayes, cannot be a member of this pipeline's blend"))
    }

    @Test func saysWhereNoBlendIsBetter() {
        var assignment = Self.assignment(stream)
        let member = assignment.specification.chosenMembers[0]
        assignment.specification = .blend(
            of: [member, BlendMember(run: 14, specification: member.specification)], seed: 3)

        #expect(
            failure(assignment) == TrialError(.noGain, "on 100 older rows no blend was better than run 11 alone"))
    }

    @Test func refusesBytesOfABlendThatIsNone() throws {
        let model = try TrialRunner.completed(Self.chosen([1, 0, 1], stream), dataset: stream.rows) { _ in }.model
        let one = Model(specification: model.specification, blend: BlendedModels([]))

        #expect(throws: ModelFormatError("it is a blend of 0 models; a blend has two or more")) {
            try Model(decoding: try one.encoded())
        }
    }
}
