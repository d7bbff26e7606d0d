import Domain
import Learning

/// What is watched between two decisions: each column, the output, the confidence and the error stream.
struct Monitors: Codable, Sendable {
    private(set) var columns: [ColumnDrift]
    private(set) var output: ColumnDrift
    private(set) var confidence: ColumnDrift
    /// Rows kept out by a column's range, set or type.
    private(set) var violations: ViolationShares
    private var error: ErrorDetector
    /// The newest losses, at most ``valuesToCalm``: what a detector of rises alone is calmed by.
    private var newest = RunningMoments()
    /// The error stream's last change for the worse since the last promotion, until the error has come back half the way.
    private(set) var errorChange: ErrorChange?
    /// Best value of the served metric since the last promotion, once it had its first window.
    private(set) var best: Double?
    private var scoredSincePromotion = 0

    /// A rise of the error that the detector found.
    struct ErrorChange: Codable, Hashable, Sendable {
        var before: Double
        var after: Double
        var width: Int
        var detector = DetectorKind.adwin

        var middle: Double { (before + after) / 2 }
    }

    /// Losses of the detector's window that an error must have come back for.
    private static let valuesToCalm = 300

    init(columns count: Int, _ definition: MonitorDefinition) {
        let fresh = ColumnDrift(referenceRows: definition.referenceRows, currentRows: definition.currentRows)
        columns = Array(repeating: fresh, count: count)
        output = fresh
        confidence = fresh
        violations = ViolationShares(columns: count, window: definition.currentRows)
        error = ErrorDetector(definition.detector, adwinDelta: definition.adwinDelta)
    }

    /// Counts an event's values and its answer in.
    mutating func observe(_ event: Event, answer: Output) {
        for (index, value) in event.values.enumerated() { columns[index].observe(value) }
        output.observe(Self.number(of: answer))
        confidence.observe(answer.confidence.map { .number($0) } ?? .missing)
    }

    /// Counts a row in, valid or not, with the column whose rule it broke.
    mutating func observe(violationOf column: Int?) {
        violations.observe(column: column)
    }

    /// Counts a labelled event's loss (0–1) and the served metric after it in.
    mutating func observe(loss: Double, metric: Double?, higherIsBetter: Bool, fading: Double) {
        watch(loss)
        scoredSincePromotion += 1
        let window = Int(0.6 / max(1 - fading, 0.0001))
        guard scoredSincePromotion >= window, let metric else { return }
        best = best.map { higherIsBetter ? max($0, metric) : min($0, metric) } ?? metric
    }

    private mutating func watch(_ loss: Double) {
        if Int(newest.count) == Self.valuesToCalm { newest = RunningMoments() }
        newest.add(loss)
        if error.observe(loss) == .drift, let change = error.change, change.after > change.before {
            errorChange = ErrorChange(
                before: change.before, after: change.after, width: error.width, detector: error.kind)
            newest = RunningMoments()
        } else if let known = errorChange, hasCalmed(below: known.middle) {
            errorChange = nil
        }
    }

    /// A detector of rises alone never drops the bad time from its mean; for it the newest losses speak.
    private func hasCalmed(below middle: Double) -> Bool {
        guard error.kind.findsFalls else { return Int(newest.count) == Self.valuesToCalm && newest.mean < middle }
        return error.width >= Self.valuesToCalm && error.mean ?? middle < middle
    }

    /// The errors are watched by the definition's detector from here on.
    mutating func watchErrors(by definition: MonitorDefinition) {
        error = ErrorDetector(definition.detector, adwinDelta: definition.adwinDelta)
    }

    /// How far the served metric is below its best: accuracy points, or the share of the error; nil before there is a best.
    func decay(of metric: Double?, higherIsBetter: Bool) -> Double? {
        guard let best, let metric else { return nil }
        return higherIsBetter ? best - metric : (metric - best) / max(best, .leastNormalMagnitude)
    }

    /// The served metric whose ``decay(of:higherIsBetter:)`` is `drop`; nil before there is a best.
    func alertLevel(drop: Double, higherIsBetter: Bool) -> Double? {
        best.map { higherIsBetter ? $0 - drop : $0 * (1 + drop) }
    }

    /// Starts anew after a promotion: what came lately is the reference.
    ///
    /// The best of the past is forgotten only where the promotion is proven to be better; a model that is no worse than a
    /// bad one must not make the decay look cured.
    mutating func rebase(_ definition: MonitorDefinition, forgetsBest: Bool) {
        for index in columns.indices { columns[index].rebase() }
        output = ColumnDrift(referenceRows: definition.referenceRows, currentRows: definition.currentRows)
        confidence = output
        watchErrors(by: definition)
        errorChange = nil
        guard forgetsBest else { return }
        best = nil
        scoredSincePromotion = 0
    }

    private static func number(of output: Output) -> FieldValue {
        switch output {
        case .probabilities(let shares): shares.last.map { .number($0) } ?? .missing
        case .value(let value): .number(value)
        case .quantilePath, .ranking: .missing
        }
    }
}
