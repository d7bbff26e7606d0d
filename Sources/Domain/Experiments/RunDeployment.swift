/// What the history knows of a run whose model a person puts before the gates.
package struct RunDeployment: Hashable, Codable, Sendable {
    package var run: RunRecord
    /// Id of the newest event that its training may have seen; nil where the log does not tell.
    package var lastEvent: Int64?

    package init(run: RunRecord, lastEvent: Int64?) {
        self.run = run
        self.lastEvent = lastEvent
    }
}
