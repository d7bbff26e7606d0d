import Domain
import TestSupport
import Testing

@testable import Learning

/// Models as bytes.
struct ModelFormatTests {
    private let model: Model

    init() throws {
        let stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 200)
        model = try TrialRunner.completed(stream.assignment(.gradientBoosting), dataset: stream.rows) { _ in }.model
    }

    @Test func refusesAnotherVersion() {
        #expect(throws: ModelFormatError("version 9 of model, this program reads 4; update the program")) {
            try Model(decoding: Array("flywheel model 9 2 0\n{}".utf8))
        }
        #expect(
            throws: ModelFormatError(
                "version 2 of model, this program reads 4; train it again in a new state folder")
        ) {
            try Model(decoding: Array("flywheel model 2 2 0\n{}".utf8))
        }
        #expect(throws: ModelFormatError("not a saved state of this program: its first line is another")) {
            try Model(decoding: Array("{\"format\":2}".utf8))
        }
    }

    /// A temperature makes probabilities humbler, names the same class, and survives being saved.
    @Test func keepsItsTemperature() throws {
        let stream = SimpleStream(task: .classification(classes: ["0", "1"]), count: 20)
        let humbler = try #require(model.recalibrated(by: .temperature(3)) as? Model)

        let read = try Model(decoding: try humbler.encoded())

        for row in stream.rows {
            let (before, after) = (model.predict(row.event), read.predict(row.event))
            #expect(after == humbler.predict(row.event))
            #expect(after.predictedClass == before.predictedClass)
            #expect(after.confidence ?? 1 <= before.confidence ?? 0)
        }
    }

    @Test func refusesEveryFlippedByte() throws {
        let bytes = try model.encoded()

        for place in stride(from: 0, to: bytes.count, by: 211) {
            var flipped = bytes
            flipped[place] ^= 0x10
            #expect(throws: ModelFormatError.self) { try Model(decoding: flipped) }
        }
    }

    @Test func refusesBytesThatAreCutOff() throws {
        let bytes = try model.encoded()

        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: ModelFormatError.self) { try Model(decoding: Array(bytes[..<length])) }
        }
    }

    @Test func refusesTreesThatAskForMoreFeaturesThanThereAre() throws {
        let leaf = FlatForest.Node(threshold: 1, left: FlatForest.Node.leaf, right: FlatForest.Node.leaf, split: 0)
        let split = FlatForest.Node(threshold: 1, left: 1, right: 2, split: 4)
        let forest = try FlatForest(
            nodes: [split, leaf, leaf], trees: [FlatForest.Tree(root: 0, group: 0)], groups: 1, base: 0)
        let features = FittedFeatures(
            rows: [LabelledEvent](), columns: [Column(name: "a", kind: .number)],
            features: FeatureDefinition(), recipe: FeatureRecipe(calendar: [], usesLags: false), task: .regression,
            style: .cuts)
        let broken = Model(
            specification: model.specification, features: features,
            predictor: TreePredictor(forest: forest, objective: .squaredError))

        #expect(throws: ModelFormatError("its trees ask for 5 features, it has 1")) {
            try Model(decoding: try broken.encoded())
        }
    }

    @Test func refusesTreesThatDoNotFitTheAnswers() throws {
        let features = FittedFeatures(
            rows: [LabelledEvent](), columns: [Column(name: "a", kind: .number)],
            features: FeatureDefinition(), recipe: FeatureRecipe(calendar: [], usesLags: false), task: .regression,
            style: .cuts)
        let forest = try FlatForest(nodes: [], trees: [], groups: 1, base: 0)
        let broken = Model(
            specification: model.specification, features: features,
            predictor: TreePredictor(forest: forest, objective: .multiClass(3)))

        #expect(throws: ModelFormatError("its trees give 1 scores, its answers need 3")) {
            try Model(decoding: try broken.encoded())
        }
    }

    @Test func neverAnswersWithANumberThatIsNone() {
        #expect(Output.binary(.nan) == .probabilities([0.5, 0.5]))
        #expect(Output.binary(1) == .probabilities([1e-6, 1 - 1e-6]) || Output.binary(1).predictedClass == 1)
        #expect(Output.shares([.nan, 1]) == .probabilities([0.5, 0.5]))
        #expect(Output.number(.infinity) == .value(0))
    }
}
