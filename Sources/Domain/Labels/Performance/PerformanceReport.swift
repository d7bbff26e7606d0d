/// What a pipeline's answers turned out to be worth, by stretches of event time, as of one place in its log.
package struct PerformanceReport: Hashable, Codable, Sendable {
    package var task: LearningTask
    package var every: TimeSpan
    /// Stream time of what the report is made of.
    package var knownAt: Timestamp
    /// The newest log entry that it is made of: the same entry gives the same report for ever.
    package var throughEntry: Int64
    /// Those that hold a prediction, oldest first.
    package var stretches: [PerformanceStretch]

    package init(
        task: LearningTask, every: TimeSpan, knownAt: Timestamp, throughEntry: Int64, stretches: [PerformanceStretch]
    ) {
        self.task = task
        self.every = every
        self.knownAt = knownAt
        self.throughEntry = throughEntry
        self.stretches = stretches
    }
}

/// A stretch of event time: how its answers were reported, and what was restated since.
package struct PerformanceStretch: Hashable, Codable, Sendable {
    package var from: Timestamp
    /// Not in the stretch any more.
    package var to: Timestamp
    /// Answers of which a label is expected; what a tester asked for is none.
    package var predictions: Int
    /// Those with a label, what silence means among them.
    package var labels: Int
    /// Labels that silence stands for.
    package var implied: Int
    /// How it was reported when enough of its labels had come; nil while they have not.
    package var first: PerformanceRevision?
    /// The one before the newest; nil before the first restatement.
    package var previous: PerformanceRevision?
    /// What is reported now.
    package var current: PerformanceRevision?
    /// All, oldest first; empty where they were not asked for.
    package var revisions: [PerformanceRevision]
    /// What the audited answers say alone; nil where none was drawn.
    package var audit: PerformanceAudit?

    package init(
        from: Timestamp, to: Timestamp, predictions: Int, labels: Int, implied: Int, first: PerformanceRevision?,
        previous: PerformanceRevision?, current: PerformanceRevision?, revisions: [PerformanceRevision],
        audit: PerformanceAudit? = nil
    ) {
        self.from = from
        self.to = to
        self.predictions = predictions
        self.labels = labels
        self.implied = implied
        self.first = first
        self.previous = previous
        self.current = current
        self.revisions = revisions
        self.audit = audit
    }

    /// Share of the answers that have a label, 0–1; 0 without any.
    package var coverage: Double { predictions == 0 ? 0 : Double(labels) / Double(predictions) }
}

/// What the answers that were drawn for the audit share turned out to be worth, as it is known now.
package struct PerformanceAudit: Hashable, Codable, Sendable {
    package var predictions: Int
    package var labels: Int
    /// Nil where too few have a label.
    package var estimate: MeanEstimate?

    package init(predictions: Int, labels: Int, estimate: MeanEstimate?) {
        self.predictions = predictions
        self.labels = labels
        self.estimate = estimate
    }
}

/// A stretch's figures from one log entry on to the next that changed them.
package struct PerformanceRevision: Hashable, Codable, Sendable {
    /// 1 for the first report.
    package var number: Int
    /// The log entry that made it.
    package var entry: Int64
    /// Stream time when that was known.
    package var at: Timestamp
    /// Accuracy or mean absolute error; nil where no label is left.
    package var value: Double?
    package var labels: Int
    package var predictions: Int

    package init(number: Int, entry: Int64, at: Timestamp, value: Double?, labels: Int, predictions: Int) {
        self.number = number
        self.entry = entry
        self.at = at
        self.value = value
        self.labels = labels
        self.predictions = predictions
    }

    func tellsTheSame(as other: PerformanceRevision) -> Bool {
        value == other.value && labels == other.labels && predictions == other.predictions
    }
}
