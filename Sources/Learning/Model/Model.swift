package import Domain

/// A trained recipe: the fitted features and what predicts from them.
///
/// Everything that serving needs is inside.
///
/// As bytes it is a ``SavedState``, so that the same training gives the same digest and damage is found.
package struct Model: PublishedModel, Saved, Hashable {
    package static let savedName = "model"
    package static let savedVersion = 3

    package let specification: TrialSpecification
    private let features: FittedFeatures
    private var predictor: AnyPredictor

    init(specification: TrialSpecification, features: FittedFeatures, predictor: any ModelPredictor) {
        self.specification = specification
        self.features = features
        self.predictor = AnyPredictor(predictor)
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
        if let refusal = predictor.predictor.refusal(featureCount: features.featureCount) {
            throw ModelFormatError(refusal)
        }
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
        predictor.predictor.output(features.vector(event))
    }

    package mutating func learn(_ event: LabelledEvent) {
        guard specification.updates == .live else { return }
        train(event)
    }

    /// Moves an online learner by one example; trees stay as they are.
    mutating func train(_ event: LabelledEvent) {
        predictor.predictor.learn(features.vector(event.event), truth: event.truth)
    }
}
