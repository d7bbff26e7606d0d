package import Domain

/// What a screen or a command asks an engine over its socket: one JSON object a line.
///
/// The first request of a connection is `hello`, and the engine answers every request with one ``ControlReply``:
///
///     {"hello":{"version":1}}
///     {"snapshot":{"since":41,"seconds":20}}
package enum ControlRequest: Hashable, Codable, Sendable {
    /// Over TCP with a token, which says what may be asked.
    case hello(version: Int, token: String? = nil)
    /// The newest snapshot: at once where its revision is not `since`, else when there is one or `seconds` have passed.
    case snapshot(since: UInt64?, seconds: Double)
    /// With `tellsSteps`, each step is told as it comes before the answer; an older engine tells the answer alone.
    case submit(intent: Intent, tellsSteps: Bool? = nil)
    case setReplayFactor(factor: Double)
    case history(query: HistoryQuery)
    /// A model server's word: that it lives, and what it has answered.
    case serve(report: ModelServerReport)
    /// Drains: what is folded is committed, then the engine ends.
    case stop

    /// Grows with every change that an older program would read wrongly.
    package static let version = 1
}
