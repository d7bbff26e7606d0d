package import Domain

/// An engine's answer to one ``ControlRequest``.
package enum ControlReply: Hashable, Codable, Sendable {
    /// Who answers; a program of another version reads this one too, and then hears no more.
    case hello(ControlGreeting)
    case snapshot(newest: EngineSnapshot)
    /// Nothing has changed within the time that was asked for.
    case unchanged
    case intent(reply: IntentReply)
    /// One of the steps that were asked for; the answer follows.
    case step(IntentStep)
    case history(answer: HistoryAnswer)
    case order(ModelServerOrder)
    case done
    case failed(ControlError)
}
