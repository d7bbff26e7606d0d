/// Tells the world outside of a new alert.
package protocol Notifier: Sendable {
    /// Runs the pipeline's notification command with the alert; nil when it worked, otherwise why it did not.
    func notify(_ alert: AlertRecord, of pipeline: PipelineName, command: [String]) async -> String?
}
