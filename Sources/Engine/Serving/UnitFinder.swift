import Domain

/// Finds the prediction that a unit and a moment mean, and what is to be said where that is none or not one.
struct UnitFinder {
    /// So long the answer of a model server may be on its way to the engine.
    private static let transport = TimeSpan.minutes(1)

    private let name: PipelineName
    private let tolerance: TimeSpan
    private let clock: Timestamp
    private let hasModelServers: Bool
    private let now: Timestamp
    /// What is to be answered where no single prediction is meant.
    private(set) var replies: [UnitMoment: FeedbackReply] = [:]

    /// - Parameters:
    ///   - pipeline: Its file and stream time.
    ///   - hasModelServers: Whether predictions come from other processes, a moment after their callers have them.
    ///   - now: Wall time.
    init(pipeline: PipelineState, hasModelServers: Bool, now: Timestamp) {
        name = pipeline.definition.name
        tolerance = pipeline.definition.labels.tolerance
        clock = pipeline.clock
        self.hasModelServers = hasModelServers
        self.now = now
    }

    /// The event's number; -1 where ``replies`` says what is to be answered.
    mutating func find(_ moment: UnitMoment, in store: any HistoryStore) throws(StoreError) -> Int64 {
        guard tolerance > .zero else {
            replies[moment] = .invalid(
                "labels.tolerance is 0s in the pipeline file: send the prediction_id of an answer as id")
            return -1
        }
        let matches = try store.predictions(nearest: moment, within: tolerance, in: name)
        if matches.count == 1, let match = matches.first { return match.event }
        replies[moment] = matches.isEmpty ? missing(moment) : ambiguous(moment, matches)
        return -1
    }

    private func ambiguous(_ moment: UnitMoment, _ matches: [UnitMatch]) -> FeedbackReply {
        let ids = matches.map { "\(name).\($0.event)" }.joined(separator: " and ")
        return .ambiguous(
            "\(ids) of unit \(moment.unit) are equally near to \(moment.time); send the id of one of them")
    }

    private func missing(_ moment: UnitMoment) -> FeedbackReply {
        let sentence = "no prediction of unit \(moment.unit) is within \(tolerance) of \(moment.time)"
        guard moment.time <= max(clock, now) + .days(1) else {
            return .unmatched("\(sentence), which is in the future; send the prediction's own time as event_time")
        }
        let isOnItsWay = hasModelServers && moment.time + Self.transport > now
        if moment.time + tolerance >= clock || isOnItsWay { return .notRecorded("\(sentence) yet") }
        return .unmatched("\(sentence); send the prediction_id of an answer as id")
    }
}
