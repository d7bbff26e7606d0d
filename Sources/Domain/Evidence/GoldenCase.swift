/// An event whose right answer every candidate must know: named by a person, with the reason.
package struct GoldenCase: Hashable, Codable, Sendable {
    /// Counts the pipeline's cases from 1.
    package var number: Int
    package var event: Int64
    /// The right answer as it was typed; nil where the event's own label is it.
    package var truth: String?
    package var author: String
    package var reason: String
    /// Stream time at which it was named.
    package var time: Timestamp
    /// The schema then: a row of other columns cannot be asked any more.
    package var columns: [Column]
    /// Who took it away again; nil while it holds.
    package var removedBy: String?

    package init(
        number: Int, event: Int64, truth: String?, author: String, reason: String, time: Timestamp, columns: [Column]
    ) {
        self.number = number
        self.event = event
        self.truth = truth
        self.author = author
        self.reason = reason
        self.time = time
        self.columns = columns
    }

    /// The event that a prediction id, `pipeline.number`, or the number alone names; nil for another pipeline's and what
    /// is no number.
    package static func event(of text: String, in pipeline: PipelineName) -> Int64? {
        let prefix = "\(pipeline)."
        return Int64(text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...])
    }
}
