/// What a remote model's server says of itself when it is asked whether it is ready.
package enum RemoteReadiness: Hashable, Sendable {
    case ready
    case notReady(RemoteFailure)
    /// It is there, and has no answer to this question.
    case untold
}
