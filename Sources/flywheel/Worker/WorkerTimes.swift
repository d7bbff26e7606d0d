/// Where a trial's wall time went, in seconds.
struct WorkerTimes: Hashable, Sendable {
    /// From its handing out to the worker's first word.
    var firstWord: Double?
    /// From the first word until the worker had the dataset and began.
    var handOver: Double?
    /// Training and scoring.
    var training: Double
    /// Until the model was stored, or sent.
    var saving: Double
    /// All of it.
    var total: Double

    /// Everything that is no training.
    var overhead: Double { total - training }
}
