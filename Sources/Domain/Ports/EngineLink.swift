/// The screen's way to the engine: in the same process a call, from another one a socket.
package protocol EngineLink: Sendable {
    /// The newest snapshot; never waits for work in progress.
    func snapshot() -> EngineSnapshot

    /// Hands an intent over and answers after it is on disk.
    func submit(_ intent: Intent) async -> IntentReply

    /// Hands an intent over and tells each step as it comes; returns after the last one.
    func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async

    /// Sets the replay's factor, 0 (stands still) to 1,000.
    func setReplayFactor(_ factor: Double)

    /// History beyond the snapshot: rows and records by pipeline, for `history`, `why` and scrolling panes.
    var history: any HistoryReader { get }
}
