/// A search's completed trials by quality, time of an answer and size, and why one of them was chosen.
package struct SearchFront: Hashable, Codable, Sendable {
    package struct Member: Hashable, Codable, Sendable {
        package var run: Int
        package var summary: String
        package var score: MetricEstimate
        /// Milliseconds of the middle one of single answers, to two digits; nil where it was not measured.
        package var milliseconds: Double?
        package var bytes: Int?
        /// Whether no other is at least as good in all three and better in one.
        package var isOnFront = false

        package init(run: Int, summary: String, score: MetricEstimate, milliseconds: Double?, bytes: Int?) {
            self.run = run
            self.summary = summary
            self.score = score
            self.milliseconds = milliseconds
            self.bytes = bytes
        }
    }

    package var search: Int
    /// The best first, as the search ranks them: by the slices that they share.
    package var members: [Member]
    /// The run whose recipe became the search's last version; nil for none.
    package var chosen: Int?
    /// In sentences, why that one or why none.
    package var reason: String
    /// Why times are missing; nil where none is.
    package var missing: String?

    package init(search: Int, members: [Member], chosen: Int?, reason: String, missing: String? = nil) {
        self.search = search
        self.members = members
        self.chosen = chosen
        self.reason = reason
        self.missing = missing
    }
}
