/// A predictor of any kind, saved under its kind's name and version.
struct AnyPredictor: Sendable {
    /// All kinds that a model may hold; a new learner is one line here.
    private static let kinds: [any ModelPredictor.Type] = [
        TreePredictor.self, ProgramPredictor.self,
        ClassifierPredictor<LogisticRegression>.self, ClassifierPredictor<SoftmaxRegression>.self,
        ClassifierPredictor<NaiveBayes>.self, ClassifierPredictor<HoeffdingTree>.self,
        ClassifierPredictor<HoeffdingAdaptiveTree>.self, ClassifierPredictor<AdaptiveRandomForest>.self,
        ClassifierPredictor<LeveragingBagging>.self, ClassifierPredictor<StreamingRandomPatches>.self,
        ClassifierPredictor<StreamingGradientBoostedTrees>.self,
        ClassifierPredictor<NearestNeighboursClassifier>.self, ClassifierPredictor<MultilayerPerceptronClassifier>.self,
        ClassifierPredictor<NoChange>.self, ClassifierPredictor<MajorityClass>.self,
        RegressorPredictor<LinearRegression>.self, RegressorPredictor<QuantileRegression>.self,
        RegressorPredictor<HoeffdingTreeRegressor>.self, RegressorPredictor<AdaptiveRandomForestRegressor>.self,
        RegressorPredictor<StreamingGradientBoostedRegressor>.self,
        RegressorPredictor<NearestNeighboursRegressor>.self, RegressorPredictor<MultilayerPerceptronRegressor>.self,
        RegressorPredictor<MovingAverage>.self, RegressorPredictor<SeasonalNaive>.self,
    ]

    /// Mutated in place, as a learner's state may be large.
    var predictor: any ModelPredictor

    init(_ predictor: any ModelPredictor) {
        self.predictor = predictor
    }
}

extension AnyPredictor: Hashable {
    static func == (left: AnyPredictor, right: AnyPredictor) -> Bool {
        func isEqual<Kind: ModelPredictor>(_ own: Kind) -> Bool { own == right.predictor as? Kind }
        return isEqual(left.predictor)
    }

    func hash(into hasher: inout Hasher) {
        predictor.hash(into: &hasher)
    }
}

extension AnyPredictor: Codable {
    private enum CodingKeys: CodingKey {
        case kind
        case version
        case state
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .kind)
        let version = try container.decode(Int.self, forKey: .version)
        guard let kind = Self.kinds.first(where: { $0.savedName == name }) else {
            throw ModelFormatError("its learner \(name) is not known here; update the program")
        }
        guard version == kind.savedVersion else {
            throw ModelFormatError(
                "its \(name) is of version \(version), this program reads \(kind.savedVersion); "
                    + "train the model again in a new state folder")
        }
        func decode<Kind: ModelPredictor>(_ kind: Kind.Type) throws -> any ModelPredictor {
            try container.decode(kind, forKey: .state)
        }
        predictor = try decode(kind)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let kind = type(of: predictor)
        try container.encode(kind.savedName, forKey: .kind)
        try container.encode(kind.savedVersion, forKey: .version)
        try container.encode(predictor, forKey: .state)
    }
}
