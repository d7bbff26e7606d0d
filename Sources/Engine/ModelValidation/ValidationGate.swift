import Domain

/// One check of a candidate: a name and its limits, judged on evidence that was gathered before.
protocol ValidationGate: Sendable {
    var name: GateResult.Gate { get }

    /// What the evidence says; the same evidence gives the same finding.
    func judge(_ evidence: GateEvidence) -> GateFinding
}

/// What a gate found, before it is known whether it must pass.
struct GateFinding: Hashable, Sendable {
    var verdict: Verdict
    var value: Double?
    var bound: Double?
    var count: Int
    var detail: String
    /// Whether there was anything to measure: without it the gate is inconclusive.
    var hasEvidence: Bool

    init(_ verdict: Verdict, value: Double? = nil, bound: Double? = nil, count: Int, _ detail: String) {
        self.verdict = verdict
        self.value = value
        self.bound = bound
        self.count = count
        self.detail = detail
        hasEvidence = true
    }

    /// Nothing was there to measure.
    static func without(_ detail: String, bound: Double? = nil, count: Int = 0) -> GateFinding {
        var finding = GateFinding(.inconclusive, bound: bound, count: count, detail)
        finding.hasEvidence = false
        return finding
    }
}
