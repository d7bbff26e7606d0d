/// A command with who gave it, when and why; it is written to the audit log before it acts.
package struct Intent: Hashable, Codable, Sendable {
    package var pipeline: PipelineName
    package var command: Command
    package var user: String
    package var reason: String
    /// Wall time at which the person acted.
    package var time: Timestamp

    package init(pipeline: PipelineName, command: Command, user: String, reason: String, time: Timestamp) {
        self.pipeline = pipeline
        self.command = command
        self.user = user
        self.reason = reason
        self.time = time
    }
}

/// The engine's answer to an intent, after it is on disk.
package enum IntentReply: Hashable, Codable, Sendable {
    /// Done, with a sentence for the person.
    case done(String)
    /// Not done: stale, not possible now, or not allowed; the sentence says what is true instead.
    case refused(String)
}
