/// Which part of a pipeline's realised performance, and as of when.
package struct PerformanceQuery: Hashable, Codable, Sendable {
    /// A longer report is refused.
    package static let mostStretches = 10_000
    private static let longestStretch = TimeSpan.days(36_500)
    /// The last moment that a date can be written for.
    private static let lastMoment: Int64 = 253_402_300_799_999

    package var pipeline: PipelineName
    /// The length of a stretch of event time, counted from 1970-01-01T00:00:00 UTC; at least a second.
    package var every: TimeSpan
    /// The first event's time; nil for the newest ``limit`` stretches.
    package var since: Timestamp?
    package var limit: Int
    /// Stream time whose knowledge the report is made of; nil for all that is known.
    package var knownAt: Timestamp?
    /// The newest log entry that the report is made of; nil for the newest there is.
    package var throughEntry: Int64?
    /// Whether all revisions are listed, not the newest two alone.
    package var listsRevisions: Bool

    package init(
        pipeline: PipelineName, every: TimeSpan, since: Timestamp? = nil, limit: Int = 30, knownAt: Timestamp? = nil,
        throughEntry: Int64? = nil, listsRevisions: Bool = false
    ) {
        self.pipeline = pipeline
        self.every = every
        self.since = since
        self.limit = limit
        self.knownAt = knownAt
        self.throughEntry = throughEntry
        self.listsRevisions = listsRevisions
    }

    /// What cannot be asked so, and what can; nil where nothing is wrong.
    package var problem: String? {
        if every < .seconds(1) || every > Self.longestStretch {
            return "stretches of \(every) cannot be reported; use 1s to \(Self.longestStretch)"
        }
        if limit < 1 || limit > Self.mostStretches {
            return "\(limit) stretches cannot be reported; use 1 to \(Self.mostStretches)"
        }
        if let since, since.rawValue.magnitude > Self.lastMoment.magnitude {
            return "\(since.rawValue) ms since 1970 is no moment; use a date"
        }
        return nil
    }

    /// The start of the stretch that a moment is in.
    package func start(of moment: Timestamp) -> Timestamp {
        let rest = moment.rawValue % every.milliseconds
        return Timestamp(rawValue: moment.rawValue - (rest < 0 ? rest + every.milliseconds : rest))
    }
}
