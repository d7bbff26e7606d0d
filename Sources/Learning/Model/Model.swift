package import Domain
import Foundation

/// A trained recipe: the fitted features and what predicts from them.
///
/// Everything that serving needs is inside.
///
/// As bytes it is JSON with sorted keys, so that the same training gives the same digest.
package struct Model: PublishedModel, Hashable, Codable {
    private static let formatVersion = 2

    enum Predictor: Hashable, Codable, Sendable {
        case trees(FlatForest, TreeObjective)
        case logistic(LogisticRegression)
        case softmax(SoftmaxRegression)
        case linear(LinearRegression)
    }

    /// What every format begins with.
    private struct Format: Decodable {
        var format: Int
    }

    private let format: Int
    package let specification: TrialSpecification
    private let features: FittedFeatures
    private var predictor: Predictor

    init(specification: TrialSpecification, features: FittedFeatures, predictor: Predictor) {
        format = Self.formatVersion
        self.specification = specification
        self.features = features
        self.predictor = predictor
    }

    /// Reads a model back.
    ///
    /// - Throws: ``ModelFormatError`` where the bytes are not a model, or one of another format.
    package init(decoding bytes: [UInt8]) throws(ModelFormatError) {
        let data = Data(bytes)
        do {
            let format = try JSONDecoder().decode(Format.self, from: data).format
            guard format == Self.formatVersion else { throw ModelFormatError(Self.refusal(of: format)) }
            self = try JSONDecoder().decode(Model.self, from: data)
        } catch let error as ModelFormatError {
            throw error
        } catch {
            throw ModelFormatError("not a model of this program: \(error)")
        }
        if case .trees(let forest, let objective) = predictor { try check(forest, objective) }
    }

    private func check(_ forest: FlatForest, _ objective: TreeObjective) throws(ModelFormatError) {
        guard forest.featureCount <= features.featureCount else {
            throw ModelFormatError(
                "its trees ask for \(forest.featureCount) features, it has \(features.featureCount)")
        }
        guard forest.groups == objective.groups else {
            throw ModelFormatError("its trees give \(forest.groups) scores, its answers need \(objective.groups)")
        }
    }

    private static func refusal(of format: Int) -> String {
        let remedy = format > formatVersion ? "update the program" : "train the model again in a new state folder"
        return "model format \(format), this program reads \(formatVersion); \(remedy)"
    }

    /// The model's bytes, the same for the same model.
    ///
    /// - Throws: ``ModelFormatError`` where a weight is not finite.
    package func encoded() throws(ModelFormatError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(self))
        } catch {
            throw ModelFormatError("the model cannot be written: \(error)")
        }
    }

    package func predict(_ event: Event) -> Output {
        let vector = features.vector(event)
        switch predictor {
        case .trees(let forest, let objective):
            return objective.output(forest.scores(vector))
        case .logistic(let learner):
            return .binary(learner.probability(vector))
        case .softmax(let learner):
            return .shares(learner.shares(vector))
        case .linear(let learner):
            return .number(learner.value(vector))
        }
    }

    package mutating func learn(_ event: LabelledEvent) {
        guard specification.updates == .live else { return }
        train(event)
    }

    /// Moves an online learner by one example; trees stay as they are.
    mutating func train(_ event: LabelledEvent) {
        let vector = features.vector(event.event)
        switch predictor {
        case .trees:
            return
        case .logistic(var learner):
            learner.learn(vector, label: event.truth.number)
            predictor = .logistic(learner)
        case .softmax(var learner):
            learner.learn(vector, label: Int(event.truth.number))
            predictor = .softmax(learner)
        case .linear(var learner):
            learner.learn(vector, value: event.truth.number)
            predictor = .linear(learner)
        }
    }
}
