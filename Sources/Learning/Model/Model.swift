package import Domain

/// A trained recipe: the fitted features and what predicts from them, or a blend of several.
///
/// Everything that serving needs is inside.
///
/// As bytes it is a ``SavedState``, so that the same training gives the same digest and damage is found.
package struct Model: RecalibratedModel, Saved, Hashable {
    package static let savedName = "model"
    package static let savedVersion = 4

    package let specification: TrialSpecification
    /// Nil of a blend, which has ``blend`` instead; two properties, so that a large learner is changed where it is.
    private var trained: Trained?
    private var blend: BlendedModels?
    /// What the logarithms of the shares are divided by, where they were found too bold; nil leaves them as they are.
    ///
    /// Of an older program; newer refits are in ``recalibrations``.
    private var temperature: Double?
    /// What its shares go through, in order; nil leaves them as they are.
    private var recalibrations: [Recalibration]?

    private struct Trained: Hashable, Sendable {
        let features: FittedFeatures
        var predictor: AnyPredictor

        func output(for event: Event) -> Output { predictor.predictor.output(features.vector(event)) }
    }

    init(specification: TrialSpecification, features: FittedFeatures, predictor: any ModelPredictor) {
        self.specification = specification
        trained = Trained(features: features, predictor: AnyPredictor(predictor))
    }

    init(specification: TrialSpecification, blend: BlendedModels) {
        self.specification = specification
        self.blend = blend
    }

    /// Reads a model back.
    ///
    /// - Throws: ``ModelFormatError`` where the bytes are not a model, or one of another format.
    package init(decoding bytes: [UInt8]) throws(ModelFormatError) {
        do {
            self = try SavedState.decode(Model.self, from: bytes)
        } catch {
            throw ModelFormatError("\(error)")
        }
        if let refusal { throw ModelFormatError(refusal) }
    }

    /// Why it cannot answer; nil where it can.
    private var refusal: String? {
        if let trained {
            return trained.predictor.predictor.refusal(featureCount: trained.features.featureCount)
        }
        return blend?.refusal ?? blend?.members.lazy.compactMap(\.model.refusal).first
    }

    /// The model's bytes, the same for the same model.
    ///
    /// - Throws: ``ModelFormatError`` where the model cannot be written.
    package func encoded() throws(ModelFormatError) -> [UInt8] {
        do {
            return try SavedState.encode(self)
        } catch {
            throw ModelFormatError("\(error)")
        }
    }

    package func predict(_ event: Event) -> Output {
        recalibrated(trained?.output(for: event) ?? blend?.output(for: event) ?? .unanswered)
    }

    /// An output as it is after the refits.
    func recalibrated(_ output: Output) -> Output {
        guard temperature != nil || recalibrations != nil, case .probabilities(var shares) = output else {
            return output
        }
        if let temperature { shares = Recalibration.temperature(temperature).applied(to: shares) }
        for recalibration in recalibrations ?? [] { shares = recalibration.applied(to: shares) }
        return .shares(shares)
    }

    package func recalibrated(by recalibration: Recalibration) -> any PublishedModel {
        var copy = self
        copy.recalibrations = (recalibrations ?? []) + [recalibration]
        return copy
    }

    package mutating func learn(_ event: LabelledEvent) {
        guard specification.updates == .live else { return }
        if let features { train(features.vector(event.event), truth: event.truth) }
        blend?.learn(event)
    }

    /// Moves an online learner by one example that counts for `weight`; trees and blends stay as they are.
    mutating func train(_ vector: [Double], truth: Truth, weight: Double = 1) {
        trained?.predictor.predictor.learn(vector, truth: truth, weight: weight)
    }

    /// The same model under another recipe: what it began from, and how it is kept.
    func continued(as specification: TrialSpecification) -> Model {
        var copy = blend.map { Model(specification: specification, blend: $0) } ?? self
        if let trained {
            copy = Model(
                specification: specification, features: trained.features, predictor: trained.predictor.predictor)
        }
        copy.temperature = temperature
        copy.recalibrations = recalibrations
        return copy
    }

    /// What its learner sees of an event; nil of a blend, whose members see each their own.
    var features: FittedFeatures? { trained?.features }

    /// Its trees; nil of an online learner and of a blend.
    var trees: TreePredictor? { trained?.predictor.predictor as? TreePredictor }

    /// Its learner of the user's own; nil of another.
    var program: ProgramPredictor? { trained?.predictor.predictor as? ProgramPredictor }

    func replacing(_ program: ProgramPredictor) -> Model {
        var copy = self
        copy.trained?.predictor = AnyPredictor(program)
        return copy
    }
}

extension Model: Codable {
    private enum CodingKeys: CodingKey {
        case specification
        case features
        case predictor
        case blend
        case temperature
        case recalibrations
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        specification = try container.decode(TrialSpecification.self, forKey: .specification)
        blend = try container.decodeIfPresent(BlendedModels.self, forKey: .blend)
        if blend == nil {
            trained = Trained(
                features: try container.decode(FittedFeatures.self, forKey: .features),
                predictor: try container.decode(AnyPredictor.self, forKey: .predictor))
        }
        temperature = try container.decodeIfPresent(Double.self, forKey: .temperature)
        recalibrations = try container.decodeIfPresent([Recalibration].self, forKey: .recalibrations)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(specification, forKey: .specification)
        try container.encodeIfPresent(trained?.features, forKey: .features)
        try container.encodeIfPresent(trained?.predictor, forKey: .predictor)
        try container.encodeIfPresent(blend, forKey: .blend)
        try container.encodeIfPresent(temperature, forKey: .temperature)
        try container.encodeIfPresent(recalibrations, forKey: .recalibrations)
    }
}
