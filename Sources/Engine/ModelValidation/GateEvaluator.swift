import Domain
import Learning

/// Judges a candidate on rows it was never trained on, against the champion on the same rows.
struct GateEvaluator {
    let policy: GateDefinition
    let task: LearningTask
    let lossScale: Double
    /// Nanoseconds that predicting took on this machine, slowest hundredth; nil where it was not measured.
    var latencyNanoseconds: Double?
    /// Predictions behind that figure.
    var latencySamples = 0

    /// - Parameters:
    ///   - candidate: The trained model; a live one learns the holdout's rows as it passes them.
    ///   - champion: The model that serves, a frozen copy of it where it is live.
    ///   - holdout: Newest labelled events after the candidate's training cut, oldest first.
    ///   - oldWindows: Reserved windows, oldest first; neither model learned them.
    /// - Returns: One result a gate, and the candidate as it is after the holdout.
    func judge(
        candidate: any PublishedModel, champion: ChampionAnswers, holdout: [ScoredEvent], oldWindows: [[ScoredEvent]]
    ) -> (results: [GateResult], candidate: any PublishedModel) {
        var candidate = candidate
        let frozen = candidate
        let integrity = integrityGate(candidate, on: holdout)
        let differences = holdout.map { scored in
            let truth = scored.labelled.truth
            let answer = candidate.predict(scored.labelled.event)
            candidate.learn(scored.labelled)
            return Loss.of(answer, truth: truth, scale: lossScale)
                - Loss.of(champion.answer(to: scored), truth: truth, scale: lossScale)
        }
        let results = [
            integrity, holdoutGate(differences), oldWindowsGate(frozen, champion: champion, windows: oldWindows),
            latencyGate,
        ]
        return (results, candidate)
    }

    private func integrityGate(_ candidate: any PublishedModel, on rows: [ScoredEvent]) -> GateResult {
        let answers = rows.prefix(100).map { candidate.predict($0.labelled.event) }
        let broken = answers.count { !isWithinContract($0) }
        return GateResult(
            gate: .integrity, isRequired: true, verdict: broken == 0 ? .pass : .fail, value: Double(broken), bound: 0,
            count: answers.count, detail: "\(broken) of \(answers.count) smoke answers outside the contract")
    }

    private func isWithinContract(_ output: Output) -> Bool {
        switch (output, task) {
        case (.probabilities(let shares), .classification(let classes)):
            shares.count == classes.count && shares.allSatisfy { $0.isFinite && (0...1).contains($0) }
        case (.value(let value), .regression):
            value.isFinite
        default:
            false
        }
    }

    /// Non-inferior: the mean loss difference is below the margin, with its 95 % interval shown.
    private func holdoutGate(_ differences: [Double]) -> GateResult {
        guard let interval = MeanInterval(differences) else {
            return GateResult(
                gate: .holdout, isRequired: true, verdict: .inconclusive, value: nil, bound: policy.margin,
                count: differences.count, detail: "only \(differences.count) labelled rows since the training cut")
        }
        let verdict: Verdict = interval.mean <= policy.margin ? .pass : .fail
        return GateResult(
            gate: .holdout, isRequired: true, verdict: verdict, value: interval.mean, bound: policy.margin,
            count: differences.count,
            detail: "\(Self.harm(interval.mean)) ± \(Decimal.fixed(interval.margin, 3)) than the champion on "
                + "\(differences.count) new rows, \(Decimal.fixed(policy.margin, 3)) worse is allowed")
    }

    /// The worst window decides: forgetting one old regime is not made good by another.
    private func oldWindowsGate(
        _ candidate: any PublishedModel, champion: ChampionAnswers, windows: [[ScoredEvent]]
    ) -> GateResult {
        let drops = windows.filter { !$0.isEmpty }.map { window in
            window.reduce(0.0) { sum, scored in
                let truth = scored.labelled.truth
                return sum + Loss.of(candidate.predict(scored.labelled.event), truth: truth, scale: lossScale)
                    - Loss.of(champion.frozenAnswer(to: scored), truth: truth, scale: lossScale)
            } / Double(window.count)
        }
        guard let worst = drops.max() else {
            return GateResult(
                gate: .oldWindows, isRequired: false, verdict: .inconclusive, value: nil, bound: policy.replayDrop,
                count: 0, detail: "no old window is reserved yet")
        }
        return GateResult(
            gate: .oldWindows, isRequired: true, verdict: worst <= policy.replayDrop ? .pass : .fail, value: worst,
            bound: policy.replayDrop, count: windows.reduce(0) { $0 + $1.count },
            detail: "\(Self.harm(worst)) than the champion on the worst of \(drops.count) old windows, "
                + "\(Decimal.fixed(policy.replayDrop, 3)) worse is allowed")
    }

    /// A loss difference in words that need no sign: `worse by 0.083`.
    private static func harm(_ difference: Double) -> String {
        "\(difference > 0 ? "worse" : "better") by \(Decimal.fixed(difference.magnitude, 3))"
    }

    private var latencyGate: GateResult {
        let milliseconds = latencyNanoseconds.map { $0 / 1e6 }
        let verdict: Verdict = milliseconds.map { $0 <= policy.latencyMilliseconds ? .pass : .fail } ?? .inconclusive
        return GateResult(
            gate: .latency, isRequired: false, verdict: verdict, value: milliseconds,
            bound: policy.latencyMilliseconds, count: latencySamples,
            detail: "slowest hundredth \(Decimal.fixed(milliseconds ?? .nan, 4)) ms a prediction, advisory")
    }
}

/// What the champion says to a stored event: a live one is judged on what it answered then, never by re-scoring rows it
/// has learned.
struct ChampionAnswers: Sendable {
    let version: ModelVersion
    let isLive: Bool
    let model: any PublishedModel

    func answer(to scored: ScoredEvent) -> Output {
        if isLive, let stored = scored.prediction {
            if stored.champion == version { return stored.championOutput }
            if stored.candidate == version, let output = stored.candidateOutput { return output }
        }
        return model.predict(scored.labelled.event)
    }

    /// For reserved rows, which no learner has seen: the model as it is.
    func frozenAnswer(to scored: ScoredEvent) -> Output {
        model.predict(scored.labelled.event)
    }
}
