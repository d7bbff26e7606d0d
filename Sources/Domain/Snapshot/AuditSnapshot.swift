/// What the audit share says of the answers, whatever labels callers choose.
package struct AuditSnapshot: Hashable, Codable, Sendable {
    /// Of the predictions, 0–1.
    package var share: Double
    /// Predictions that were drawn, and those of them whose label was scored.
    package var asked: Int64
    package var scored: Int64
    /// Fading accuracy or mean absolute error before the audited predictions' watermark; nil before there is one.
    package var estimate: MeanEstimate?

    package init(share: Double, asked: Int64, scored: Int64, estimate: MeanEstimate?) {
        self.share = share
        self.asked = asked
        self.scored = scored
        self.estimate = estimate
    }
}
