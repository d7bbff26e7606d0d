/// Rows to be answered by a pipeline's models.
package struct PredictionRequest: Hashable, Sendable {
    /// One row: its values in the order of the schema, and what is known of it besides.
    package struct Row: Hashable, Sendable {
        package var values: [FieldValue]
        /// What sticks to an arm; nil where the caller gave none.
        package var unit: String?
        /// The row's own moment; nil for the moment at which it is answered.
        package var time: Timestamp?

        package init(values: [FieldValue], unit: String? = nil, time: Timestamp? = nil) {
            self.values = values
            self.unit = unit
            self.time = time
        }
    }

    package var model: PipelineName
    /// A version that the caller insists on; nil lets the canary's split decide.
    ///
    /// Such answers are kept, and count nowhere.
    package var version: ModelVersion?
    /// A tester's wish for an arm; such answers are kept, and count nowhere.
    package var arm: PredictionRecord.Arm?
    package var rows: [Row]

    package init(model: PipelineName, version: ModelVersion? = nil, arm: PredictionRecord.Arm? = nil, rows: [Row]) {
        self.model = model
        self.version = version
        self.arm = arm
        self.rows = rows
    }
}

/// The answer to one row.
package struct ServedPrediction: Hashable, Sendable {
    /// Names the prediction in feedback; unique in its pipeline.
    package var id: Int64
    package var arm: PredictionRecord.Arm
    package var version: ModelVersion
    package var output: Output
    /// The rollout whose split decided; nil where there is none.
    package var rollout: Int?
    /// What stuck to the arm; nil for a request that was assigned at random, which unit-level tests leave out.
    package var unit: String?
    /// Why another model answers than the one whose turn it was; nil where that one did.
    package var fallback: String?
    /// The rule that the row breaks, in words: it is answered and quarantined; nil for a valid one.
    package var quarantined: String?
    /// Whether the caller is to tell its label whatever was answered.
    package var isAudited: Bool

    package init(
        id: Int64, arm: PredictionRecord.Arm, version: ModelVersion, output: Output, rollout: Int?, unit: String?,
        fallback: String? = nil, quarantined: String? = nil, isAudited: Bool = false
    ) {
        self.id = id
        self.arm = arm
        self.version = version
        self.output = output
        self.rollout = rollout
        self.unit = unit
        self.fallback = fallback
        self.quarantined = quarantined
        self.isAudited = isAudited
    }
}

/// Why rows were not answered.
package enum PredictionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownModel(PipelineName, known: [PipelineName])
    case unknownVersion(ModelVersion, loaded: [ModelVersion])
    /// There is no trained model yet.
    case notReady(PipelineName)
    /// The engine has failed: what it would answer could not be recorded; the sentence says why.
    case ended(PipelineName, String)
    /// Somebody else's server answers for it.
    case elsewhere(PipelineName)
    /// Its answer has to be waited for: it is another server's.
    case asksElsewhere(PipelineName)
    /// The server that answers for a version did not, and no other model stands in for it.
    case unanswered(ModelVersion, RemoteModel, RemoteFailure)
    /// No candidate has traffic, which a tester asked for.
    case noCandidate(PipelineName)
    case rowWidth(row: Int, found: Int, expected: Int)
    case noRows

    package var description: String {
        switch self {
        case .unknownModel(let name, let known):
            "there is no model \(name); there are \(known.map(\.rawValue).joined(separator: ", "))"
        case .unknownVersion(let version, let loaded):
            "\(version) is not loaded; loaded are \(loaded.map(\.description).joined(separator: ", "))"
        case .notReady(let name): "\(name) has no trained model yet; ask again later"
        case .ended(let name, let sentence): "\(name) is not answered any more: \(sentence)"
        case .elsewhere(let name):
            "\(name) is served elsewhere; what was answered there is told at /v2/models/\(name)/observations"
        case .asksElsewhere(let name): "\(name) is answered by another server now; ask once more"
        case .unanswered(let version, let model, let failure): "\(version) is \(model.words): \(failure)"
        case .noCandidate(let name): "\(name) has no candidate in its traffic; leave the arm out"
        case .rowWidth(let row, let found, let expected):
            "row \(row) has \(found) values; give \(expected), one a column"
        case .noRows: "there is no row to answer; give at least one"
        }
    }
}
