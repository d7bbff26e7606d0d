/// Labels that may be wrong together: those of the events of a stretch of time, from one source or all.
package struct LabelRange: Hashable, Codable, Sendable {
    /// What the events came by, and their labels with them.
    package enum Source: String, Hashable, Codable, Sendable, CaseIterable {
        /// The pipeline's own source.
        case file
        /// Requests, whose labels came as feedback.
        case feedback
    }

    /// Later than any event: a range that ends there is open.
    package static let open = Timestamp(rawValue: 253_402_300_799_000)

    /// Event times, both included.
    package var from: Timestamp
    package var to: Timestamp
    /// Nil for all sources.
    package var source: Source?

    package init(from: Timestamp, to: Timestamp, source: Source?) {
        self.from = from
        self.to = to
        self.source = source
    }

    package func holds(_ event: Int64, at time: Timestamp) -> Bool {
        guard time >= from, time <= to else { return false }
        return source.map { ($0 == .feedback) == PredictionNumber.isRequest(event) } ?? true
    }

    /// `2026-11-17T00:00:00Z to 2026-11-18T00:00:00Z, from feedback`.
    package var words: String {
        (to == Self.open ? "\(from) on" : "\(from) to \(to)") + (source.map { ", from \($0.rawValue)" } ?? "")
    }
}
