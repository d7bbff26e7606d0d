import Domain

/// Gate 6: every case that a person named is answered right.
struct GoldenGate: ValidationGate {
    let name = GateResult.Gate.golden
    /// Loss of an answer to a number that is still right.
    let tolerance: Double

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard !evidence.golden.isEmpty else { return .without("no golden case is named yet", bound: 0) }
        let count = evidence.golden.count
        if let broken = evidence.golden.first(where: { $0.problem != nil }), let problem = broken.problem {
            return GateFinding(.error, bound: 0, count: count, "golden case \(broken.item.number): \(problem)")
        }
        let failed = evidence.golden.filter { !isRight($0, evidence) }
        let words = failed.prefix(3).map { "case \($0.item.number) (\($0.item.reason))" }.joined(separator: ", ")
        return GateFinding(
            failed.isEmpty ? .pass : .fail, value: Double(failed.count), bound: 0, count: count,
            failed.isEmpty
                ? "all \(count) golden cases are answered right"
                : "\(failed.count) of \(count) golden cases are answered wrong: \(words)"
                    + (failed.count > 3 ? ", …" : ""))
    }

    private func isRight(_ golden: GoldenEvidence, _ evidence: GateEvidence) -> Bool {
        guard let event = golden.event, let truth = golden.truth else { return false }
        let answer = evidence.candidate.predict(event)
        guard evidence.isWithinContract(answer) else { return false }
        return evidence.loss(of: answer, truth) <= (truth.isCategory ? 0 : tolerance)
    }
}
