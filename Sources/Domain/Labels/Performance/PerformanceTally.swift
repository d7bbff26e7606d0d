/// The figures of one stretch as they stand, and as they were reported.
struct PerformanceTally: Sendable {
    private(set) var predictions = 0
    /// Labels, and words that none will come: what is not waited for.
    private(set) var arrived = 0
    private(set) var labels = 0
    private(set) var implied = 0
    private var weight = CompensatedSum()
    private var sum = CompensatedSum()
    private var asked = 0
    private var audited = 0
    private var auditedSum = CompensatedSum()
    private var auditedSquares = CompensatedSum()
    private(set) var first: PerformanceRevision?
    private(set) var previous: PerformanceRevision?
    private(set) var current: PerformanceRevision?
    private(set) var revisions: [PerformanceRevision] = []

    init() {}

    mutating func expect(isAudited: Bool) {
        predictions += 1
        if isAudited { asked += 1 }
    }

    /// What the audited answers say alone; nil where none was drawn.
    func audit(isShare: Bool) -> PerformanceAudit? {
        guard asked > 0 else { return nil }
        let count = Double(audited)
        let estimate = MeanEstimate.of(
            mean: auditedSum.value / count, squares: auditedSquares.value / count, count: count, isShare: isShare)
        return PerformanceAudit(predictions: asked, labels: audited, estimate: estimate)
    }

    /// Counts what is known of an event's label in, or out again with a `sign` of -1.
    mutating func count(_ standing: PerformanceStanding, sign: Int) {
        guard let score = standing.score else { return }
        arrived += sign
        guard score.isTruth, let value = score.value else { return }
        labels += sign
        if standing.isImplied { implied += sign }
        weight.add(Double(sign) * score.weight)
        sum.add(Double(sign) * score.weight * value)
        if standing.isAudited {
            audited += sign
            auditedSum.add(Double(sign) * value)
            auditedSquares.add(Double(sign) * value * value)
        }
        if labels == 0 { (weight, sum) = (CompensatedSum(), CompensatedSum()) }
    }

    /// Reports the figures where they are not what was reported last.
    mutating func report(entry: Int64, at clock: Timestamp, keepingAll: Bool) {
        let revision = PerformanceRevision(
            number: (current?.number ?? 0) + 1, entry: entry, at: clock,
            value: labels == 0 ? nil : sum.value / weight.value, labels: labels, predictions: predictions)
        if let current, current.tellsTheSame(as: revision) { return }
        if first == nil { first = revision }
        (previous, current) = (current, revision)
        if keepingAll { revisions.append(revision) }
    }
}

/// What is known of an event's label.
struct PerformanceStanding: Hashable, Sendable {
    /// Start of the event's stretch, divided by its length.
    var stretch: Int64
    var isAudited: Bool
    var label: PerformanceEntry.Score?
    var silence: PerformanceEntry.Score?

    /// The label that came wins over what silence means.
    var score: PerformanceEntry.Score? {
        if let label, label.isTruth { label } else { silence ?? label }
    }

    var isImplied: Bool { silence != nil && !(label?.isTruth ?? false) }
}
