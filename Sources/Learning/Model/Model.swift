package import Domain

/// A trained recipe: the fitted features and what predicts from them.
///
/// Everything that serving needs is inside.
///
/// As bytes it is a ``SavedState``, so that the same training gives the same digest and damage is found.
package struct Model: RecalibratedModel, Saved, Hashable {
    package static let savedName = "model"
    package static let savedVersion = 4

    package let specification: TrialSpecification
    let features: FittedFeatures
    private var predictor: AnyPredictor
    /// What the logarithms of the shares are divided by, where they were found too bold; nil leaves them as they are.
    ///
    /// Of an older program; newer refits are in ``recalibrations``.
    private var temperature: Double?
    /// What its shares go through, in order; nil leaves them as they are.
    private var recalibrations: [Recalibration]?

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
        recalibrated(predictor.predictor.output(features.vector(event)))
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
        train(features.vector(event.event), truth: event.truth)
    }

    /// Moves an online learner by one example that counts for `weight`; trees stay as they are.
    mutating func train(_ vector: [Double], truth: Truth, weight: Double = 1) {
        predictor.predictor.learn(vector, truth: truth, weight: weight)
    }

    /// The same model under another recipe: what it began from, and how it is kept.
    func continued(as specification: TrialSpecification) -> Model {
        var copy = Model(specification: specification, features: features, predictor: predictor.predictor)
        copy.temperature = temperature
        copy.recalibrations = recalibrations
        return copy
    }

    /// Its trees; nil of an online learner.
    var trees: TreePredictor? { predictor.predictor as? TreePredictor }

    /// Its learner of the user's own; nil of another.
    var program: ProgramPredictor? { predictor.predictor as? ProgramPredictor }

    func replacing(_ program: ProgramPredictor) -> Model {
        var copy = self
        copy.predictor = AnyPredictor(program)
        return copy
    }
}
