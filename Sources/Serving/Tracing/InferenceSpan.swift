import Domain

/// One answered request for predictions, as traces show it.
struct InferenceSpan: Hashable, Sendable {
    /// Rows that one version answered on one arm: the evaluation of a feature flag whose variant is the arm.
    struct Evaluation: Hashable, Sendable {
        var arm: PredictionRecord.Arm
        var version: ModelVersion
        var rollout: Int?
        /// What sticks to the arm, where all rows are of one unit.
        var unit: String?
        var rows: Int
    }

    var context: TraceContext
    /// The caller's span; nil where the trace begins here.
    var parent: UInt64?
    var pipeline: PipelineName
    var startNanoseconds: UInt64
    var endNanoseconds: UInt64
    var status: Int
    /// What was refused, in words.
    var refusal: String?
    var evaluations: [Evaluation]

    /// What was answered, arm by arm in the order of the rows.
    static func evaluations(of predictions: [ServedPrediction]) -> [Evaluation] {
        var found: [Evaluation] = []
        for prediction in predictions {
            if let place = found.firstIndex(where: { $0.arm == prediction.arm && $0.version == prediction.version }) {
                found[place].rows += 1
                if found[place].unit != prediction.unit { found[place].unit = nil }
            } else {
                found.append(
                    Evaluation(
                        arm: prediction.arm, version: prediction.version, rollout: prediction.rollout,
                        unit: prediction.unit, rows: 1))
            }
        }
        return found
    }
}
