/// What a candidate must pass before it takes traffic.
package struct GateDefinition: Hashable, Codable, Sendable {
    /// Loss, on the loss scale 0–1, by which a candidate may be worse than the champion on the newest holdout.
    package var margin: Double
    /// Old windows that are replayed.
    package var replayWindows: Int
    /// Events of one old window; they are kept from all training.
    package var replayRows: Int
    /// Events from the start of one reserved window to the next.
    package var replayEvery: Int
    /// Loss, on the loss scale 0–1, by which a candidate may be worse than the champion on any old window.
    package var replayDrop: Double
    /// Milliseconds that the slowest hundredth of predictions may take.
    package var latencyMilliseconds: Double
    package var limits: GateLimits

    package init(
        margin: Double = 0.02, replayWindows: Int = 3, replayRows: Int = 200, replayEvery: Int = 2_000,
        replayDrop: Double = 0.05, latencyMilliseconds: Double = 2,
        limits: GateLimits = GateLimits()
    ) {
        self.margin = margin
        self.replayWindows = replayWindows
        self.replayRows = replayRows
        self.replayEvery = replayEvery
        self.replayDrop = replayDrop
        self.latencyMilliseconds = latencyMilliseconds
        self.limits = limits
    }
}
