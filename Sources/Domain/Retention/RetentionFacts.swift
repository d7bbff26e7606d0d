/// What a pipeline's history says of datasets and models, as far as keeping them goes.
package struct RetentionFacts: Sendable {
    /// What its state and the log since name in any place: what the next start needs, and what can be brought back.
    package var roots: Set<ContentDigest>
    /// All that were ever made: each was before the gates, and most served.
    package var versions: [VersionRecord]
    package var runs: [FoundRun]
    /// When each search began, in stream time.
    package var begun: [Int: Timestamp]
    /// Stream time now; nil before the first decision.
    package var now: Timestamp?

    package init(
        roots: Set<ContentDigest>, versions: [VersionRecord], runs: [FoundRun], begun: [Int: Timestamp],
        now: Timestamp?
    ) {
        self.roots = roots
        self.versions = versions
        self.runs = runs
        self.begun = begun
        self.now = now
    }
}
