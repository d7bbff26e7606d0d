import Domain

/// The metric of the predictions that were drawn for the audit share, and of no others.
///
/// Their labels are asked for whatever was answered, so that no choice of the callers, and no chance that they state
/// wrongly, has a part in it. It has a label watermark of its own: labels that were chosen do not come for most of the
/// stream, and the mark of all predictions waits for them up to the horizon.
struct AuditBook: Codable, Hashable, Sendable {
    private var watermark: LabelWatermark?
    /// Predictions that were drawn, and those of them that were scored.
    private(set) var asked: Int64 = 0
    private(set) var scored: Int64 = 0

    init() {}

    mutating func expect(at moment: Timestamp, clock: Timestamp, _ definition: LabelDefinition, fading: Double) {
        asked += 1
        if let watermark, !watermark.fits(definition.horizon) {
            self.watermark = watermark.fitted(to: definition.horizon)
        } else if watermark == nil {
            watermark = LabelWatermark(horizon: definition.horizon)
        }
        watermark?.expect(at: moment)
        watermark?.advance(to: clock, definition, fading: fading)
    }

    mutating func score(_ score: Double, at moment: Timestamp, fading: Double) {
        scored += 1
        watermark?.score(score, standingFor: 1, at: moment, fading: fading)
    }

    mutating func arrive(at moment: Timestamp, clock: Timestamp, _ definition: LabelDefinition, fading: Double) {
        watermark?.arrive(at: moment)
        watermark?.advance(to: clock, definition, fading: fading)
    }

    /// The fading mean score before the audited predictions' mark, with its interval; nil before there is one.
    func estimate(isShare: Bool) -> MeanEstimate? { watermark?.estimate(isShare: isShare) }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has drawn none.
    func decode(_ type: AuditBook.Type, forKey key: Key) throws -> AuditBook {
        try decodeIfPresent(type, forKey: key) ?? AuditBook()
    }

    /// A checkpoint of an older program knows no spread: intervals begin with what comes.
    func decode(_ type: LabelWatermark.Spread.Type, forKey key: Key) throws -> LabelWatermark.Spread {
        try decodeIfPresent(type, forKey: key) ?? LabelWatermark.Spread()
    }
}
