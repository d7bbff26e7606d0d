import Domain

/// Gate 12: the training data kept the rules, no row of it may be judged on, no column gives the label away, enough
/// predictions got a label, and what was served is what is computed again.
struct DataGate: ValidationGate {
    private static let minimumRows = 100

    let name = GateResult.Gate.data
    let coverage: Double

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let training = evidence.training
        let rows = training.rows.count
        guard rows >= Self.minimumRows else {
            return .without("\(rows) training rows are known, \(Self.minimumRows) are needed", bound: coverage)
        }
        if training.isCorrupt {
            return GateFinding(.fail, count: rows, "the newest batch breaks the validation rules")
        }
        let kept = Set(training.kept)
        let leaked = training.rows.count { row in
            kept.contains(row.event.id) || training.reservation?.holds(row.event.id) ?? false
        }
        if leaked > 0 {
            return GateFinding(
                .fail, value: Double(leaked) / Double(rows), bound: 0, count: rows,
                "\(leaked) training rows are golden cases or reserved for the replay")
        }
        if let column = LeakingColumn.name(in: training.rows, evidence.columns, evidence.task) {
            return GateFinding(.fail, count: rows, LeakingColumn.words(column))
        }
        return skew(evidence) ?? labelled(training)
    }

    /// Rows whose answer by the frozen champion is not what it answered when they came.
    private func skew(_ evidence: GateEvidence) -> GateFinding? {
        let answered = evidence.fresh.filter { $0.recorded != nil }
        let skewed = answered.count { $0.recorded != $0.champion }
        guard skewed > 0 else { return nil }
        return GateFinding(
            .fail, value: Double(skewed) / Double(answered.count), bound: 0, count: answered.count,
            "\(evidence.champion.version) answers \(skewed) of \(answered.count) stored rows otherwise than when they "
                + "came: what is served is not what is trained on")
    }

    private func labelled(_ training: TrainingEvidence) -> GateFinding {
        let closed = training.labelled + training.expired
        let share = closed == 0 ? 1 : Double(training.labelled) / Double(closed)
        return GateFinding(
            share >= coverage ? .pass : .fail, value: share, bound: coverage, count: training.rows.count,
            "\(training.rows.count) training rows without a leak; \(Decimal.fixed(100 * share, 1)) % of the answers "
                + "got their label, \(Decimal.fixed(100 * coverage, 1)) % are needed")
    }
}
