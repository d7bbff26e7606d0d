import Domain
import Learning

/// Gate 4: the paired loss difference to the champion on the same newest rows, with its 95 % interval.
struct ChampionGate: ValidationGate {
    let name = GateResult.Gate.champion
    let margin: Double
    let proof: GateLimits.Proof

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let count = evidence.fresh.count
        guard let interval = MeanInterval(evidence.fresh.map(\.difference)) else {
            return .without("only \(count) labelled rows since the training cut", bound: margin, count: count)
        }
        let bound = proof == .superior ? 0 : margin
        let detail = "\(LossWords.interval(interval)) than the champion on \(count) new rows, \(demand)"
        return GateFinding(verdict(interval, bound), value: interval.mean, bound: bound, count: count, detail)
    }

    private func verdict(_ interval: MeanInterval, _ bound: Double) -> Verdict {
        switch proof {
        case .estimate: interval.mean <= bound ? .pass : .fail
        case .nonInferior, .superior:
            if interval.mean + interval.margin < bound {
                .pass
            } else {
                interval.mean - interval.margin > bound ? .fail : .inconclusive
            }
        }
    }

    private var demand: String {
        let words = Decimal.fixed(margin, 3)
        return switch proof {
        case .estimate: "\(words) worse is allowed"
        case .nonInferior: "less than \(words) worse must be proven"
        case .superior: "better must be proven"
        }
    }
}
