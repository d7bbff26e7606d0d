import Domain

/// How labels come in: how far they are complete, and what was late, implied, in conflict or without a prediction.
struct LabelBook: Codable, Hashable, Sendable {
    /// Share of orphans among the newest labels above which the alert fires.
    static let orphanLimit = 0.01
    /// Labels before the share says anything.
    private static let fewestLabels = 100
    /// The share is of about the newest thousand labels.
    private static let fading = 0.999

    private(set) var watermark: LabelWatermark?
    /// Stream seconds from the newest labelled events to their labels; those that silence stands for are left out.
    private(set) var lagSeconds = FadedLag()
    var orphans = OrphanBook()
    private(set) var implied: Int64 = 0
    private(set) var late: Int64 = 0
    private(set) var conflicts: Int64 = 0
    private(set) var orphaned: Int64 = 0
    private(set) var restated = RestatementCounts()
    private(set) var audit = AuditBook()
    /// Chances of labels that follow, by event.
    private var probabilities: [Int64: Double] = [:]
    private var labels = 0
    private var fadedLabels = 0.0
    private var fadedOrphans = 0.0
    /// The mark that the chart's newest point speaks of.
    private var drawn: Timestamp?

    init() {}

    /// A prediction was made.
    mutating func expect(at moment: Timestamp, clock: Timestamp, _ definition: LabelDefinition, fading: Double) {
        if let watermark, !watermark.fits(definition.horizon) {
            self.watermark = watermark.fitted(to: definition.horizon)
        } else if watermark == nil {
            watermark = LabelWatermark(horizon: definition.horizon)
        }
        watermark?.expect(at: moment)
        watermark?.advance(to: clock, definition, fading: fading)
    }

    /// A prediction was drawn for the audit share.
    mutating func expectAudited(
        at moment: Timestamp, clock: Timestamp, _ definition: LabelDefinition, fading: Double
    ) {
        audit.expect(at: moment, clock: clock, definition, fading: fading)
    }

    /// The answer of `moment` was scored, 1 or 0 or by its error, and those of the first champion and of no change.
    mutating func score(
        _ score: Double, ghost: Double? = nil, noChange: Double? = nil, standingFor weight: Double,
        at moment: Timestamp, fading: Double, isAudited: Bool = false
    ) {
        if isAudited { audit.score(score, at: moment, fading: fading) }
        let isLate = watermark?.score(
            score, ghost: ghost, noChange: noChange, standingFor: weight, at: moment, fading: fading)
        if isLate ?? false { restated.late += 1 }
    }

    /// A candidate's answer of `moment` was scored.
    mutating func score(_ score: Double, by version: ModelVersion, standingFor weight: Double, at moment: Timestamp) {
        watermark?.score(score, by: version, standingFor: weight, at: moment)
    }

    /// Whether a point of the chart up to the mark says something new, where labels lag; told once for each mark.
    mutating func drawsMark(behind clock: Timestamp) -> Bool? {
        guard let watermark, watermark.isBehind(clock), watermark.realised != nil else { return nil }
        defer { drawn = watermark.time }
        return drawn != watermark.time
    }

    mutating func countCorrection() { restated.corrected += 1 }

    mutating func countRetraction(of labels: Int) { restated.retracted += Int64(labels) }

    /// The label of a prediction of `moment` has come, or none will.
    mutating func arrive(
        at moment: Timestamp, clock: Timestamp, _ definition: LabelDefinition, fading: Double, isAudited: Bool = false
    ) {
        if isAudited { audit.arrive(at: moment, clock: clock, definition, fading: fading) }
        watermark?.arrive(at: moment)
        watermark?.advance(to: clock, definition, fading: fading)
    }

    mutating func countImplied() { implied += 1 }

    /// A label came so long after its event.
    mutating func countLag(_ lag: TimeSpan) { lagSeconds.add(lag) }

    /// Counts a label, joined or not.
    mutating func countLabel(isOrphan: Bool = false) {
        labels += 1
        fadedLabels = 1 + Self.fading * fadedLabels
        fadedOrphans = (isOrphan ? 1 : 0) + Self.fading * fadedOrphans
    }

    /// The chance with which the label of `event` was asked for, told just before it.
    mutating func probability(of event: Int64) -> Double {
        probabilities.isEmpty ? 1 : probabilities.removeValue(forKey: event) ?? 1
    }

    mutating func take(_ told: ToldLabel, forgetting moment: Timestamp) {
        switch told.fate {
        case .kept: remember(told)
        case .late:
            late += 1
            restated.late += 1
            remember(told)
        case .voted: break
        case .outvoted, .carried, .replaced, .refused: conflicts += 1
        case .orphan:
            orphaned += 1
            countLabel(isOrphan: true)
            orphans.forget(before: moment)
            orphans.add(told)
        case .recognised:
            guard let ownID = told.ownID, var label = orphans.take(told.event, ownID: ownID) else { return }
            (label.event, label.ownID) = (told.event, nil)
            orphans.add(label)
        }
    }

    /// Gives the label that waited for a row away, its chance remembered.
    mutating func adopt(_ row: Int64) -> ToldLabel? {
        guard let told = orphans.take(row) else { return nil }
        remember(told)
        return told
    }

    private mutating func remember(_ told: ToldLabel) {
        if told.probability < 1 { probabilities[told.event] = told.probability }
    }

    /// Share of orphans among the newest labels; 0 while there are too few to tell.
    var orphanShare: Double {
        labels < Self.fewestLabels ? 0 : fadedOrphans / fadedLabels
    }

    /// Whether too many labels come without a prediction.
    var orphanReading: AlertBook.Reading {
        let share = Decimal.fixed(orphanShare * 100, 1)
        return AlertBook.Reading(
            rule: .orphanLabels, subject: "labels", severity: .ticket, holds: orphanShare > Self.orphanLimit,
            value: orphanShare, threshold: Self.orphanLimit, count: labels,
            text: "\(share) % of the newest labels name predictions that are unknown; \(orphans.count) wait for theirs")
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program counts from here on.
    func decode(_ type: LabelBook.Type, forKey key: Key) throws -> LabelBook {
        try decodeIfPresent(type, forKey: key) ?? LabelBook()
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program counts from here on.
    func decode(_ type: RestatementCounts.Type, forKey key: Key) throws -> RestatementCounts {
        try decodeIfPresent(type, forKey: key) ?? RestatementCounts()
    }
}
