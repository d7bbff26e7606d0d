/// What a range of wrong labels has got into.
package struct LabelTaint: Hashable, Codable, Sendable {
    /// A search's dataset that holds some of them.
    package struct Dataset: Hashable, Codable, Sendable {
        package var search: Int
        package var digest: ContentDigest
        package var from: Timestamp
        package var through: Timestamp
        /// Labels of the range among its rows.
        package var labels: Int

        package init(search: Int, digest: ContentDigest, from: Timestamp, through: Timestamp, labels: Int) {
            self.search = search
            self.digest = digest
            self.from = from
            self.through = through
            self.labels = labels
        }
    }

    /// A version that learned from some of them.
    package struct Model: Hashable, Codable, Sendable {
        package var version: ModelVersion
        package var summary: String
        /// Labels of the range that it was trained on.
        package var trainedOn: Int
        /// Labels of the range that it may have learned since, as a version that goes on learning.
        package var learnedSince: Int

        package init(version: ModelVersion, summary: String, trainedOn: Int, learnedSince: Int) {
            self.version = version
            self.summary = summary
            self.trainedOn = trainedOn
            self.learnedSince = learnedSince
        }
    }

    /// A promotion of a tainted version, or one that tainted labels spoke for.
    package struct Promotion: Hashable, Codable, Sendable {
        package var rollout: Int
        package var candidate: ModelVersion
        package var at: Timestamp
        package var isOfTaintedModel: Bool
        /// Whether labels of the range came while it was decided.
        package var wasJudgedByThem: Bool

        package init(
            rollout: Int, candidate: ModelVersion, at: Timestamp, isOfTaintedModel: Bool, wasJudgedByThem: Bool
        ) {
            self.rollout = rollout
            self.candidate = candidate
            self.at = at
            self.isOfTaintedModel = isOfTaintedModel
            self.wasJudgedByThem = wasJudgedByThem
        }
    }

    /// A version's metric over all the labels that there are, as it was told and without those of the range.
    package struct Restatement: Hashable, Codable, Sendable {
        package var version: ModelVersion
        /// `accuracy` or `mean absolute error`.
        package var metric: String
        package var labelsBefore: Int
        package var before: Double
        package var labelsAfter: Int
        /// Nil where no label is left.
        package var after: Double?

        package init(
            version: ModelVersion, metric: String, labelsBefore: Int, before: Double, labelsAfter: Int, after: Double?
        ) {
            self.version = version
            self.metric = metric
            self.labelsBefore = labelsBefore
            self.before = before
            self.labelsAfter = labelsAfter
            self.after = after
        }
    }

    package var range: LabelRange
    /// Labels of the range that hold now.
    package var labels = 0
    package var datasets: [Dataset] = []
    package var models: [Model] = []
    package var promotions: [Promotion] = []
    package var metrics: [Restatement] = []
    /// Rollout that has not ended and is held with the retraction; nil where none is open.
    package var openRollout: Int?
    /// The newest version that has served as champion and learned none of them; nil where there is none.
    package var lastClean: ModelVersion?

    package init(range: LabelRange) {
        self.range = range
    }
}

/// A range of labels that a person took back, and what was restated with it; never changed after it is written.
package struct LabelRetraction: Hashable, Codable, Sendable {
    /// The log entry that did it.
    package var sequence: Int64
    package var taint: LabelTaint
    package var user: String
    package var reason: String
    /// Wall time.
    package var time: Timestamp

    package init(sequence: Int64, taint: LabelTaint, user: String, reason: String, time: Timestamp) {
        self.sequence = sequence
        self.taint = taint
        self.user = user
        self.reason = reason
        self.time = time
    }
}
