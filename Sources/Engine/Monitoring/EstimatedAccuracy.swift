import Domain
import Learning

/// The champion's accuracy on its newest answers before their labels come, from how sure it is of them.
///
/// The labelled answers of the same version say how often it is right when it is so sure; a new champion starts afresh.
struct EstimatedAccuracy: Codable, Hashable, Sendable {
    private static let referenceRows = 1_000
    private static let currentRows = 500
    /// Labels between two estimates, as each sorts the reference.
    private static let labelsBetween = 200

    private var version: ModelVersion?
    private var reference: [Double] = []
    private var isRight: [Bool] = []
    private var current: [Double] = []
    private var labels = 0

    /// The champion has answered.
    mutating func answered(_ prediction: PredictionRecord) {
        guard let answer = Self.champion(prediction) else { return }
        if prediction.champion != version { self = EstimatedAccuracy(version: prediction.champion) }
        current.append(answer.confidence)
        if current.count >= 2 * Self.currentRows { current.removeFirst(current.count - Self.currentRows) }
    }

    /// An answer's label has come.
    ///
    /// - Returns: A new estimate, every 200 labels; nil in between and where there is too little to tell.
    mutating func learned(_ prediction: PredictionRecord, _ truth: Truth) -> Double? {
        guard prediction.champion == version, case .category(let label) = truth,
            let answer = Self.champion(prediction)
        else { return nil }
        reference.append(answer.confidence)
        isRight.append(answer.label == label)
        if reference.count >= 2 * Self.referenceRows {
            reference.removeFirst(reference.count - Self.referenceRows)
            isRight.removeFirst(isRight.count - Self.referenceRows)
        }
        labels += 1
        guard labels % Self.labelsBetween == 0 else { return nil }
        return estimate
    }

    private init(version: ModelVersion) {
        self.version = version
    }

    init() {}

    private var estimate: Double? {
        do {
            let rows = try LabelledScores(
                scores: Array(reference.suffix(Self.referenceRows)), labels: Array(isRight.suffix(Self.referenceRows)))
            let estimator = try PerformanceEstimator(reference: rows, target: .predictedClass)
            return try estimator.estimate(scores: Array(current.suffix(Self.currentRows))).accuracy.value
        } catch {
            // A model whose shares are no numbers has no estimate; its smoke test says so.
            return nil
        }
    }

    private static func champion(_ prediction: PredictionRecord) -> (confidence: Double, label: Int)? {
        guard prediction.isCounted, prediction.arm == .champion,
            case .probabilities(let shares) = prediction.championOutput, let confidence = shares.max(),
            let label = shares.firstIndex(of: confidence)
        else { return nil }
        return (confidence, label)
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has none.
    func decode(_ type: EstimatedAccuracy.Type, forKey key: Key) throws -> EstimatedAccuracy {
        try decodeIfPresent(type, forKey: key) ?? EstimatedAccuracy()
    }

    /// A checkpoint of an older program counts from here on.
    func decode(_ type: PipelineTallies.Type, forKey key: Key) throws -> PipelineTallies {
        try decodeIfPresent(type, forKey: key) ?? PipelineTallies()
    }
}
