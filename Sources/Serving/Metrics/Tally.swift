import Domain

/// What one answer adds to the counters.
struct Tally: Hashable {
    /// The kinds of requests that are told apart.
    enum Kind: String, Hashable {
        case predict
        case feedback
        case metadata
        case health
        case metrics
        case other
    }

    /// Rows answered by one arm of one version.
    struct Served: Hashable {
        var version: ModelVersion
        var arm: PredictionRecord.Arm
        var rows: Int
    }

    var kind: Kind
    /// Nil where no model of the name is known, so that callers cannot make up labels.
    var pipeline: PipelineName?
    var served: [Served] = []
    /// Labels that were known already.
    var duplicates = 0

    static let other = Tally(kind: .other)
}
