/// One run of an experiment as the leaderboard and the history show it.
package struct RunRecord: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// The first version.
        case initial
        case trial
        /// The champion's own configuration on new data: the reference arm of each search.
        case plainRetrain = "plain-retrain"
        /// The search's best models, weighed.
        case ensemble
        /// The winner's recipe on the training and the validation rows.
        case refit
        /// The refit once more with its seed: a candidate that was sampled must come out the same.
        case reproduction
        /// The recipe on shuffled labels: what it then knows better than chance has leaked.
        case shuffled
        case drill

        /// Whether such a run only checks another one.
        package var isCheck: Bool { self == .reproduction || self == .shuffled }
    }

    /// Whether it only checks another run: it is on no leaderboard.
    package var isCheck: Bool { kind.isCheck }

    package enum State: String, Hashable, Codable, Sendable, CaseIterable {
        case waiting
        case running
        case completed
        /// Ended early: below the bar of a slice.
        case stopped
        case failed

        /// Whether it has a result.
        package var isOver: Bool { self != .waiting && self != .running }
    }

    /// Counts the pipeline's runs from 1.
    package var number: Int
    package var search: Int
    package var kind: Kind
    package var state: State
    package var specification: TrialSpecification
    package var summary: String
    package var dataset: ContentDigest?
    /// The dataset's stretches that it is judged on, the newest first; nil before there is a dataset, and in records of an
    /// older program.
    package var slices: [TrialSlice]?
    /// Times of the oldest and the newest row it was trained on.
    package var trainedFrom: Timestamp?
    package var trainedThrough: Timestamp?
    package var trainedRows: Int
    package var score: MetricEstimate?
    package var model: ContentDigest?
    /// Size of the model.
    package var bytes: Int?
    package var failure: TrialFailure?
    package var message: String
    package var cost: TrialCost?
    /// 0–1 while it runs.
    package var progress: Double
    /// Nil in records of an older program.
    package var tracking: RunTracking?

    package init(
        number: Int, search: Int, kind: Kind, state: State, specification: TrialSpecification, summary: String,
        dataset: ContentDigest? = nil, trainedFrom: Timestamp? = nil, trainedThrough: Timestamp? = nil,
        trainedRows: Int = 0, score: MetricEstimate? = nil, model: ContentDigest? = nil,
        failure: TrialFailure? = nil, message: String = "", cost: TrialCost? = nil, progress: Double = 0,
        tracking: RunTracking? = nil
    ) {
        self.number = number
        self.search = search
        self.kind = kind
        self.state = state
        self.specification = specification
        self.summary = summary
        self.dataset = dataset
        self.trainedFrom = trainedFrom
        self.trainedThrough = trainedThrough
        self.trainedRows = trainedRows
        self.score = score
        self.model = model
        self.failure = failure
        self.message = message
        self.cost = cost
        self.progress = progress
        self.tracking = tracking
    }
}
