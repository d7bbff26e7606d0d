import Domain

/// Gate 2: recorded requests are answered, each with numbers that the contract allows.
struct SmokeGate: ValidationGate {
    private static let limit = 200

    let name = GateResult.Gate.smoke

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let requests = evidence.requests.suffix(Self.limit)
        guard !requests.isEmpty else { return .without("no recorded request to ask it") }
        let broken = evidence.candidate.predict(Array(requests)).count { !evidence.isWithinContract($0) }
        return GateFinding(
            broken == 0 ? .pass : .fail, value: Double(broken), bound: 0, count: requests.count,
            "\(broken) of \(requests.count) smoke answers outside the contract")
    }
}
