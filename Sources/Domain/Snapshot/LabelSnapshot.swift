/// How a pipeline's labels come in.
package struct LabelSnapshot: Hashable, Codable, Sendable {
    /// The stream time before which enough of the labels have come; nil before that is known of any stretch.
    package var watermark: Timestamp?
    /// Fading accuracy or mean absolute error of the answers before that; nil before there is one.
    package var realised: Double?
    /// Stream seconds that the newest labels took; nil before the first.
    package var lagSeconds: Double?
    /// Share of the labels, 0–1, that is enough.
    package var complete = 0.95
    /// Labels that no label within the horizon stands for; counted among the labelled.
    package var implied: Int64 = 0
    /// Predictions whose horizon passed without a label.
    package var expired: Int64 = 0
    /// Labels that came after the horizon.
    package var late: Int64 = 0
    /// Labels that changed a figure after it was told.
    package var restated = RestatementCounts()
    /// Labels that differed from the known one.
    package var conflicts: Int64 = 0
    /// Labels that came without a prediction, and those of them that still wait for it.
    package var orphans: Int64 = 0
    package var orphansWaiting = 0

    /// What to expect of the answers after the watermark; nil before a version has answered.
    package var estimate: EstimateSnapshot?
    /// Nil where no share of the predictions is audited.
    package var audit: AuditSnapshot?

    package init() {}
}
