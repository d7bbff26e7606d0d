/// One pipeline at one moment, in stream time.
package struct PipelineSnapshot: Hashable, Codable, Sendable {
    /// How the pipeline is, worst last.
    package enum Health: String, Hashable, Codable, Sendable, CaseIterable {
        case healthy
        case warning
        case critical
        case needsYou = "needs-you"
        /// No rows come: the end of the data, or a source that cannot be read.
        case silent
    }

    /// The step of the loop that is at work.
    package enum Stage: String, Hashable, Codable, Sendable, CaseIterable {
        case collecting
        case serving
        case searching
        case validating
        case canary
        case baking
    }

    package var name: PipelineName
    package var task: LearningTask
    package var health: Health
    package var stage: Stage
    package var streamTime: Timestamp
    package var events: Int64
    package var labelled: Int64
    package var quarantined: Int64
    package var eventsPerSecond: Double
    package var labelDelay: TimeSpan
    /// `replaying`, `end of data, following`, `slowed: waits for you`, or why the source cannot be read.
    package var sourceStatus: String

    package var served: Double?
    package var ghost: Double?
    package var noChange: Double?
    /// The value of the served metric at which the decay alert fires; nil before the metric has had a best.
    package var alertLevel: Double?
    /// The majority class's accuracy or the running mean's error.
    package var constantBaseline: Double?
    /// Kappa, kappa-T and log loss, or RMSE and MASE, each with its name; nil reads `n/a`.
    package var details: [NamedValue]
    /// Newest points of the chart, oldest first.
    package var points: [MetricPoint]
    /// Points that came before the first of them.
    package var pointsBefore: Int
    package var marks: [ChartMark]

    package var champion: VersionSnapshot
    package var canary: CanarySnapshot?
    package var search: SearchSnapshot?
    /// Candidates of the newest search that a gate rejected, oldest first.
    package var rejections: [RejectedCandidate]
    package var drift: [DriftSnapshot]
    /// Newest first.
    package var alerts: [AlertRecord]
    package var triggers: [TriggerSnapshot]
    package var quarantine: [QuarantinedRow]
    /// The newest predictions that got their label, newest first.
    package var answers: [AnswerSnapshot] = []
    package var automation: Automation
    /// Whether a person types the pipeline's name to approve; nil is no.
    package var isProtected: Bool?
    package var labels = LabelSnapshot()
    package var tallies = PipelineTallies()
    package var promotions: Int
    package var rollbacks: Int
    /// Four sentences at most: why what serves now serves.
    package var why: [String]

    package init(name: PipelineName, task: LearningTask, champion: VersionSnapshot, labelDelay: TimeSpan) {
        self.name = name
        self.task = task
        health = .healthy
        stage = .collecting
        streamTime = Timestamp(rawValue: 0)
        events = 0
        labelled = 0
        quarantined = 0
        eventsPerSecond = 0
        self.labelDelay = labelDelay
        sourceStatus = ""
        details = []
        points = []
        pointsBefore = 0
        marks = []
        self.champion = champion
        rejections = []
        drift = []
        alerts = []
        triggers = []
        quarantine = []
        automation = .on
        promotions = 0
        rollbacks = 0
        why = []
    }
}

/// A candidate that a gate rejected.
package struct RejectedCandidate: Hashable, Codable, Sendable {
    package var version: ModelVersion
    /// The run that trained it; nil where it is no longer listed.
    package var run: Int?
    package var gate: GateResult.Gate
    /// `v2 failed old windows, worse by 0.087 where 0.050 is allowed`.
    package var text: String

    package init(version: ModelVersion, run: Int?, gate: GateResult.Gate, text: String) {
        self.version = version
        self.run = run
        self.gate = gate
        self.text = text
    }
}

/// A number with its name; nil where it is not defined.
package struct NamedValue: Hashable, Codable, Sendable {
    package var name: String
    package var value: Double?

    package init(_ name: String, _ value: Double?) {
        self.name = name
        self.value = value
    }
}

/// An event on the main chart's time axis.
package struct ChartMark: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case promotion
        case rollBack = "roll-back"
        case alert
        case trigger
        case canaryStart = "canary-start"
        case drill
    }

    package var time: Timestamp
    package var kind: Kind
    /// Such as `v2 +.19 ± .03` or `drift`.
    package var text: String

    package init(time: Timestamp, kind: Kind, text: String) {
        self.time = time
        self.kind = kind
        self.text = text
    }
}

/// Whether a pipeline acts by itself.
package enum Automation: Hashable, Codable, Sendable {
    case on
    /// Triggers and approvals wait for a person since `since` (stream time).
    case off(by: String, since: Timestamp)
}
