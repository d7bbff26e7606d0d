import Domain

/// Gate 8: the groups of a protected column are treated alike, as far as the newest rows can prove it.
///
/// Three gaps between groups: the share that gets the favourable class (demographic parity), the share of those who
/// deserve it that gets it (equal opportunity), and the share of errors. The upper bound of the greatest must be within
/// the limit: too few rows are no proof of fairness. The bounds are corrected for the number of pairs and gaps
/// (Bonferroni), so that a gap beyond the limit passes with a chance of at most about 2.5 %.
///
/// Source: Hardt, Price, Srebro, "Equality of Opportunity in Supervised Learning", NeurIPS 2016.
struct BiasGate: ValidationGate {
    let name = GateResult.Gate.bias
    let column: String?
    let favourable: String?
    let limit: Double
    let minimumRows: Int

    /// Yes and no of one group under one question.
    private struct Share {
        var yes = 0
        var count = 0

        mutating func add(_ isYes: Bool) {
            count += 1
            if isYes { yes += 1 }
        }
    }

    private struct Gap {
        var words: String
        var value: Double
        var error: Double
        var count: Int
    }

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard let column, let place = evidence.columns.firstIndex(where: { $0.name == column }) else {
            return .without("no protected column is named", bound: limit)
        }
        var groups: [String: [FreshRow]] = [:]
        for row in evidence.fresh {
            groups["\(row.labelled.event.values[safe: place] ?? .missing)", default: []].append(row)
        }
        let counted = groups.filter { $0.value.count >= minimumRows }.sorted { $0.key < $1.key }
        guard counted.count >= 2 else {
            return .without(
                "\(counted.count) of \(groups.count) groups of \(column) have \(minimumRows) rows; two are needed",
                bound: limit, count: evidence.fresh.count)
        }
        let gaps = questions(evidence).flatMap { words, question in
            pairs(counted.map { ($0.key, share($0.value, question)) }, words)
        }
        let score = NormalScore.upper(0.025 / Double(max(1, gaps.count)))
        guard let worst = gaps.max(by: { upper($0, score) < upper($1, score) }) else {
            return .without("no two groups of \(column) can be compared", bound: limit)
        }
        return GateFinding(
            verdict(worst, score, gaps), value: upper(worst, score), bound: limit, count: worst.count,
            "\(worst.words): gap \(Decimal.fixed(worst.value, 3)), at most \(Decimal.fixed(upper(worst, score), 3)), "
                + "\(Decimal.fixed(limit, 3)) is allowed; \(counted.count) groups of \(column)")
    }

    private func verdict(_ worst: Gap, _ score: Double, _ gaps: [Gap]) -> Verdict {
        if upper(worst, score) <= limit { return .pass }
        return gaps.contains { $0.value - score * $0.error > limit } ? .fail : .inconclusive
    }

    private func upper(_ gap: Gap, _ score: Double) -> Double { gap.value + score * gap.error }

    /// What is asked of each row; nil leaves the row out.
    private func questions(_ evidence: GateEvidence) -> [(String, (FreshRow) -> Bool?)] {
        guard case .classification(let classes) = evidence.task else {
            return []
        }
        let good = favourable.flatMap { classes.firstIndex(of: $0) } ?? classes.count - 1
        return [
            ("demographic parity", { $0.candidate.predictedClass == good }),
            (
                "equal opportunity",
                { $0.labelled.truth == .category(good) ? $0.candidate.predictedClass == good : nil }
            ),
            ("error rate", { $0.candidateLoss > 0 }),
        ]
    }

    private func share(_ rows: [FreshRow], _ question: (FreshRow) -> Bool?) -> Share {
        var share = Share()
        for row in rows {
            if let answer = question(row) { share.add(answer) }
        }
        return share
    }

    private func pairs(_ groups: [(name: String, share: Share)], _ words: String) -> [Gap] {
        let known = groups.filter { $0.share.count > 0 }
        return known.indices.flatMap { left in
            known[(left + 1)...].map { right in gap(known[left], right, words) }
        }
    }

    /// The distance of two shares with its standard error, each with one yes and one no more than was seen, so that a
    /// group without a single yes is not taken for certain.
    ///
    /// Source: Agresti, Caffo, "Simple and Effective Confidence Intervals for Proportions", The American Statistician
    /// 54(4), 2000.
    private func gap(_ left: (name: String, share: Share), _ right: (name: String, share: Share), _ words: String)
        -> Gap
    {
        let (first, second) = (Self.widened(left.share), Self.widened(right.share))
        let variance =
            first * (1 - first) / Double(left.share.count + 2) + second * (1 - second) / Double(right.share.count + 2)
        return Gap(
            words: "\(words) of \(left.name) and \(right.name)", value: (first - second).magnitude,
            error: variance.squareRoot(), count: left.share.count + right.share.count)
    }

    private static func widened(_ share: Share) -> Double {
        (Double(share.yes) + 1) / (Double(share.count) + 2)
    }
}
