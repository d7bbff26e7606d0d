/// How a trial ended and what it cost.
package struct TrialReport: Hashable, Codable, Sendable {
    package var lease: String
    package var outcome: TrialOutcome
    package var cost: TrialCost
    /// Wall time at which the worker was started; nil in a replay.
    package var started: Timestamp?
    /// Seconds that it waited for the worker, by the engine's clock; nil in a replay, and in the log of an older program.
    package var queueSeconds: Double?

    package init(
        lease: String, outcome: TrialOutcome, cost: TrialCost, started: Timestamp? = nil, queueSeconds: Double? = nil
    ) {
        self.lease = lease
        self.outcome = outcome
        self.cost = cost
        self.started = started
        self.queueSeconds = queueSeconds
    }
}

/// The ends of a trial.
///
/// A failed trial is an outcome, not an error: it costs itself only.
package enum TrialOutcome: Hashable, Codable, Sendable {
    /// Trained; the score is nil where there was nothing to score on, the votes where there was no blend to choose.
    case completed(
        score: MetricEstimate?, model: ContentDigest, bytes: Int, trainedRows: Int, curve: [CurvePoint]? = nil,
        votes: [Int]? = nil)
    /// Below the bar of a slice: not worth more training.
    case stopped(curve: [CurvePoint])
    case failed(TrialFailure, message: String)
}

/// Why a trial failed.
package enum TrialFailure: String, Hashable, Codable, Sendable, CaseIterable {
    /// The worker ended by itself before its result.
    case crashed
    /// The worker was killed from outside.
    case killed
    /// No result within the time limit.
    case timedOut = "timed-out"
    /// Its worker gave no sign of life: it was stopped, or its machine is gone.
    case stuck
    case outOfMemory = "out-of-memory"
    /// Its budget was used up, or the search was stopped, before its end.
    case cancelled
    /// An answer or a score was not a finite number.
    case notFinite = "not-finite"
    /// There was no room on the disk for its model.
    case diskFull = "disk-full"
    /// The specification or the dataset cannot be trained on; trying again gives the same.
    case invalid
    /// A column of its rows gives the label away: what it learns there is worth nothing where the label is not known.
    case leak
    /// No blend of the models was better than one of them alone.
    case noGain = "no-gain"

    /// Whether the trial itself is not to blame: it is tried once more in a replay.
    package var isOfEnvironment: Bool {
        switch self {
        case .crashed, .killed, .timedOut, .stuck, .outOfMemory, .diskFull: true
        case .cancelled, .notFinite, .invalid, .leak, .noGain: false
        }
    }
}

/// What a trial cost, by the kernel's own figures; recorded, never decided on.
package struct TrialCost: Hashable, Codable, Sendable {
    package var wallSeconds: Double
    package var cpuSeconds: Double
    package var peakBytes: Int64
    package var host: String
    /// What one row's answer takes the model, the middle of several; nil in records of an older program.
    package var answerNanoseconds: Double?

    package init(
        wallSeconds: Double, cpuSeconds: Double, peakBytes: Int64, host: String, answerNanoseconds: Double? = nil
    ) {
        self.wallSeconds = wallSeconds
        self.cpuSeconds = cpuSeconds
        self.peakBytes = peakBytes
        self.host = host
        self.answerNanoseconds = answerNanoseconds
    }
}

/// A mean over n scored events with its 95 % interval.
package struct MetricEstimate: Hashable, Codable, Sendable {
    /// In the task's leading metric: accuracy, or the mean absolute error in the target's unit.
    package var value: Double
    /// Half the width of the 95 % interval.
    package var margin: Double
    package var count: Int

    package init(value: Double, margin: Double, count: Int) {
        self.value = value
        self.margin = margin
        self.count = count
    }
}
