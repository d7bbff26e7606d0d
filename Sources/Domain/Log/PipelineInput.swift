/// Everything that can change a pipeline's state.
///
/// The state is a fold over these, in the order of their sequence numbers.
package enum PipelineInput: Hashable, Codable, Sendable {
    /// The pipeline file as it holds from here on; the first input of each pipeline.
    case definition(PipelineDefinition)
    case source(SourceItem)
    /// The dataset of search `search` is written: how many rows it has, and what its parts are.
    case dataset(search: Int, DatasetSummary)
    case trial(run: Int, TrialReport)
    /// The gates have judged `version`; at the start `model` is it, brought up to date on the rows since its training cut.
    case gates(version: ModelVersion, GateReport, model: ContentDigest)
    case command(Intent)
    /// What a caller told of a label beside its value, before the label itself where that is taken in.
    case told(ToldLabel)
    /// An observation named a version of somebody else's server for the first time.
    case externalVersion(String)
    /// What was seen of the traffic plane while a rollout runs.
    case traffic(TrafficFinding)
    /// While a rollout runs and callers are served: how long both models take.
    case timings(ModelTimings)
    /// Something was seen of the server that answers for the champion.
    case remote(RemoteFinding)
    /// The notification command for alert `alert` failed with `failure`, or worked again where that is nil.
    case notification(alert: Int, failure: String?)
    /// The engine came back at this wall time, after a stop of any kind.
    case reopened(at: Timestamp)
    /// An approval was waited for at this wall time; the first after the waiting began is where it is counted from.
    case waited(until: Timestamp)
    /// So much memory is left for a candidate that warms and has not fitted before.
    case memory(availableBytes: Int)
    /// The source could not be read, for this reason; nil where it can be again.
    case reading(failure: String?)
}

/// A search's dataset as the fold needs to know it.
package struct DatasetSummary: Hashable, Codable, Sendable {
    package var digest: ContentDigest
    /// Rows that may be trained on, oldest first; validation and holdout follow.
    package var trainingRows: Int
    package var validationRows: Int
    package var from: Timestamp
    package var trainedThrough: Timestamp
    package var validatedThrough: Timestamp
    /// Id of the newest event in it; later labelled events are the holdout.
    package var lastEvent: Int64
    /// An absolute error of so much is a loss of 1; 1 for classification.
    package var lossScale: Double
    /// Nil in entries of an older program.
    package var scene: SearchScene?
    /// The column that gives the label away; nil for none, and in entries of an older program.
    package var leak: String?

    package init(
        digest: ContentDigest, trainingRows: Int, validationRows: Int, from: Timestamp, trainedThrough: Timestamp,
        validatedThrough: Timestamp, lastEvent: Int64, lossScale: Double, scene: SearchScene? = nil, leak: String? = nil
    ) {
        self.digest = digest
        self.trainingRows = trainingRows
        self.validationRows = validationRows
        self.from = from
        self.trainedThrough = trainedThrough
        self.validatedThrough = validatedThrough
        self.lastEvent = lastEvent
        self.lossScale = lossScale
        self.scene = scene
        self.leak = leak
    }
}

/// An input with its place in the pipeline's log.
package struct LogEntry: Hashable, Codable, Sendable {
    package var sequence: Int64
    package var input: PipelineInput

    package init(sequence: Int64, input: PipelineInput) {
        self.sequence = sequence
        self.input = input
    }
}
