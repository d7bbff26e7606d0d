import Domain

/// Gate 1: the artifact loads by its name, answers in the form of the contract, and the same request twice the same.
struct IntegrityGate: ValidationGate {
    private static let limit = 100

    let name = GateResult.Gate.integrity

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard let reloaded = evidence.reloaded else {
            return GateFinding(.fail, count: 0, "its model cannot be loaded again by the name of its content")
        }
        let requests = evidence.requests.suffix(Self.limit)
        guard !requests.isEmpty else { return .without("no recorded request to ask it") }
        var (misshapen, changing) = (0, 0)
        for event in requests {
            let answer = evidence.candidate.predict(event)
            if !hasShape(answer, evidence.task) { misshapen += 1 }
            let others = [evidence.candidate.predict(event), reloaded.predict(event)]
            if answer.isValid, others.contains(where: { $0 != answer }) { changing += 1 }
        }
        let broken = misshapen + changing
        return GateFinding(
            broken == 0 ? .pass : .fail, value: Double(broken), bound: 0, count: requests.count,
            broken == 0
                ? "loads by its digest, answers \(requests.count) requests twice the same"
                : "of \(requests.count) answers \(misshapen) have not the contract's form, \(changing) change when asked again"
        )
    }

    private func hasShape(_ output: Output, _ task: LearningTask) -> Bool {
        switch (output, task) {
        case (.probabilities(let shares), .classification(let classes)): shares.count == classes.count
        case (.value, .regression): true
        default: false
        }
    }
}
