import Domain
import Learning

/// Gate 14: the candidate beats answers that need no model, is not beaten by the champion's own recipe trained anew, and
/// its recipe learns nothing from labels that mean nothing.
///
/// Each comparison is of paired losses with a 95 % interval: against the last label known and against the best constant
/// answer the whole interval must be on the better side, against the retrained champion not on the worse one.
struct SanityGate: ValidationGate {
    let name = GateResult.Gate.sanity

    private struct Rival {
        var words: String
        var interval: MeanInterval
        /// Whether the candidate must be proven better; else it must only not be proven worse.
        var mustBeBeaten: Bool

        var verdict: Verdict {
            if interval.mean - interval.margin > 0 { return .fail }
            return !mustBeBeaten || interval.mean + interval.margin < 0 ? .pass : .inconclusive
        }
    }

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let rivals = rivals(evidence)
        guard !rivals.isEmpty else {
            return .without("no labelled row to compare it with simple answers", bound: 0)
        }
        if let leak = leak(evidence) { return leak }
        func rank(_ verdict: Verdict) -> Int {
            [Verdict.pass, .inconclusive, .error, .fail].firstIndex(of: verdict) ?? 0
        }
        let worst = rivals.max {
            (rank($0.verdict), $0.interval.mean) < (rank($1.verdict), $1.interval.mean)
        }
        guard let worst else { return .without("nothing to compare it with", bound: 0) }
        let list = rivals.map { "\(LossWords.interval($0.interval)) than \($0.words)" }.joined(separator: "; ")
        return GateFinding(worst.verdict, value: worst.interval.mean, bound: 0, count: worst.interval.count, list)
    }

    private func rivals(_ evidence: GateEvidence) -> [Rival] {
        let fresh = evidence.fresh
        let baselines = Baselines(task: evidence.task)
        var rivals: [Rival] = []
        let repeated = fresh.compactMap { row in
            row.noChange.map {
                row.candidateLoss - evidence.loss(of: baselines.output(for: $0), row.labelled.truth)
            }
        }
        if let interval = MeanInterval(repeated) {
            rivals.append(Rival(words: "the last label known", interval: interval, mustBeBeaten: true))
        }
        if let constant = constant(evidence.training.rows, evidence.task) {
            let output = baselines.output(for: constant)
            let differences = fresh.map { $0.candidateLoss - evidence.loss(of: output, $0.labelled.truth) }
            if let interval = MeanInterval(differences) {
                let words = evidence.task.higherIsBetter ? "the majority class" : "the mean"
                rivals.append(Rival(words: words, interval: interval, mustBeBeaten: true))
            }
        }
        if let interval = evidence.retrained.flatMap({ difference(to: $0, evidence) }) {
            rivals.append(Rival(words: "the champion's recipe trained anew", interval: interval, mustBeBeaten: false))
        }
        return rivals
    }

    private func constant(_ rows: [LabelledEvent], _ task: LearningTask) -> Double? {
        var baselines = Baselines(task: task)
        for row in rows { baselines.learn(row.truth, at: row.event.time) }
        return baselines.constant
    }

    /// The candidate's loss beyond that of a model that learns on, if it does, as the candidate did.
    private func difference(to rival: any PublishedModel, _ evidence: GateEvidence) -> MeanInterval? {
        var rival = rival
        if rival.isProgram {
            let losses = evidence.losses(of: rival, on: evidence.fresh.map(\.labelled))
            return MeanInterval(zip(evidence.fresh, losses).map { $0.candidateLoss - $1 })
        }
        return MeanInterval(
            evidence.fresh.map { row in
                let loss = evidence.loss(of: rival.predict(row.labelled.event), row.labelled.truth)
                rival.learn(row.labelled)
                return row.candidateLoss - loss
            })
    }

    /// What was trained on shuffled labels and is still proven better than the best constant answer, chosen afterwards.
    private func leak(_ evidence: GateEvidence) -> GateFinding? {
        guard let shuffled = evidence.shuffled else { return nil }
        let truths = evidence.fresh.map(\.labelled.truth)
        let best = bestConstant(truths, evidence.task)
        let output = Baselines(task: evidence.task).output(for: best)
        let losses = evidence.losses(of: shuffled, on: evidence.fresh.map(\.labelled))
        let interval = MeanInterval(
            zip(evidence.fresh, losses).map { $1 - evidence.loss(of: output, $0.labelled.truth) })
        guard let interval, interval.mean + interval.margin < 0 else { return nil }
        return GateFinding(
            .fail, value: interval.mean, bound: 0, count: interval.count,
            "trained on shuffled labels it is still \(LossWords.interval(interval)) than the best constant answer: "
                + "something tells it the label")
    }

    private func bestConstant(_ truths: [Truth], _ task: LearningTask) -> Double {
        let numbers = truths.map(\.number).sorted()
        guard !numbers.isEmpty else { return 0 }
        guard case .classification(let classes) = task else { return numbers[numbers.count / 2] }
        let counts = classes.indices.map { index in numbers.count { Int($0) == index } }
        return Double(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
    }
}
