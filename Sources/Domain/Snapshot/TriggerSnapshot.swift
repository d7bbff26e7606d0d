/// One trigger of the pipeline file and where it stands.
package struct TriggerSnapshot: Hashable, Codable, Sendable {
    package var kind: String
    package var isLive: Bool
    package var value: Double?
    package var threshold: Double
    /// Why it does not fire now: `.03 of .05`, `cool-down until 12 May`, `a canary runs`; empty while its search runs.
    package var whyNotNow: String
    /// Its newest accepted firing.
    package var last: TriggerRecord?

    package init(
        kind: String, isLive: Bool, value: Double?, threshold: Double, whyNotNow: String, last: TriggerRecord?
    ) {
        self.kind = kind
        self.isLive = isLive
        self.value = value
        self.threshold = threshold
        self.whyNotNow = whyNotNow
        self.last = last
    }
}
