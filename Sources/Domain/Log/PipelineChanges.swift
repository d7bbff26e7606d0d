/// What a stretch of a pipeline's fold writes down: it goes to the store in one transaction.
package struct PipelineChanges: Sendable {
    package var pipeline: PipelineName
    /// Inputs other than source items, in order.
    package var entries: [LogEntry] = []
    /// Accepted rows with their place in the log; in the log's order.
    package var events: [StoredEvent] = []
    package var labels: [StoredLabel] = []
    /// Labels that no label within the horizon stands for.
    package var implied: [StoredLabel] = []
    package var told: [StoredToldLabel] = []
    package var rewards: [StoredReward] = []
    package var predictions: [PredictionRecord] = []
    package var observed: [ObservedName] = []
    package var quarantined: [QuarantinedRow] = []
    package var quarantineChanges: [QuarantineChange] = []
    /// New or changed; the newest of a number holds.
    package var runs: [RunRecord] = []
    package var versions: [VersionRecord] = []
    package var rollouts: [RolloutRecord] = []
    package var alerts: [AlertRecord] = []
    package var triggers: [TriggerRecord] = []
    package var audits: [AuditRecord] = []
    /// New or taken away; the newest of a number holds.
    package var golden: [GoldenCase] = []
    package var points: [MetricPoint] = []
    /// Ranges whose labels are taken back, after all labels of this commit are written.
    package var retractions: [LabelRetraction] = []
    /// The source's position after the last item, where it moved.
    package var position: SourcePosition?
    package var checkpoint: Checkpoint?

    package init(pipeline: PipelineName) {
        self.pipeline = pipeline
    }

    /// Rows, labels and rewards in it, by which group commit counts.
    package var rowCount: Int {
        events.count + labels.count + implied.count + rewards.count + quarantined.count
    }

    /// Whether somebody has to see something in it at once: it is more than rows, labels and what these amount to.
    package var isUrgent: Bool {
        !(runs.isEmpty && versions.isEmpty && rollouts.isEmpty && alerts.isEmpty && triggers.isEmpty && audits.isEmpty
            && quarantineChanges.isEmpty && golden.isEmpty && retractions.isEmpty)
    }

    package var isEmpty: Bool {
        entries.isEmpty && rowCount == 0 && predictions.isEmpty && observed.isEmpty && quarantineChanges.isEmpty
            && runs.isEmpty && versions.isEmpty && rollouts.isEmpty && alerts.isEmpty && triggers.isEmpty
            && audits.isEmpty && told.isEmpty && points.isEmpty && golden.isEmpty && retractions.isEmpty
            && position == nil && checkpoint == nil
    }
}

/// An accepted row with its place in the log.
package struct StoredEvent: Hashable, Sendable {
    package var sequence: Int64
    package var event: Event

    package init(sequence: Int64, event: Event) {
        self.sequence = sequence
        self.event = event
    }
}

/// A label as it came, with its place in the log and what it means for the task.
package struct StoredLabel: Hashable, Sendable {
    package var sequence: Int64
    package var event: Int64
    package var time: Timestamp
    package var value: FieldValue
    /// Nil where the value is missing or not of the task.
    package var truth: Truth?
    /// Whether it takes the place of an earlier one, which is kept beside it.
    package var isCorrection: Bool

    package init(
        sequence: Int64, event: Int64, time: Timestamp, value: FieldValue, truth: Truth?, isCorrection: Bool = false
    ) {
        self.sequence = sequence
        self.event = event
        self.time = time
        self.value = value
        self.truth = truth
        self.isCorrection = isCorrection
    }
}

/// A person's word on a quarantined row; a released one is an event from `sequence` on, without target lags.
package struct QuarantineChange: Hashable, Sendable {
    package var row: Int64
    package var state: QuarantinedRow.State
    package var sequence: Int64

    package init(row: Int64, state: QuarantinedRow.State, sequence: Int64) {
        self.row = row
        self.state = state
        self.sequence = sequence
    }
}

/// The state of a pipeline after the entry `sequence`, in the engine's own encoding.
package struct Checkpoint: Hashable, Sendable {
    package var sequence: Int64
    package var state: [UInt8]

    package init(sequence: Int64, state: [UInt8]) {
        self.sequence = sequence
        self.state = state
    }
}
