import Domain
import Learning

/// Gate 3: the newest labelled window is large enough and was not trained on, by time and, where rows have units, by unit.
///
/// On rows of units that the training never saw the candidate must not be proven worse than the champion by more than the
/// margin: what it learned by heart does not help there.
struct FreshnessGate: ValidationGate {
    private static let unitRows = 100

    let name = GateResult.Gate.holdout
    let minimumRows: Int
    let margin: Double

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let fresh = evidence.fresh
        let known = Set(evidence.training.rows.map(\.event.id))
        let seen = fresh.count { $0.labelled.event.id <= evidence.lastEvent || known.contains($0.labelled.event.id) }
        guard seen == 0 else {
            return GateFinding(
                .fail, value: Double(seen), bound: 0, count: fresh.count,
                "\(seen) of \(fresh.count) newest rows were trained on")
        }
        guard fresh.count >= minimumRows else {
            return .without(
                "only \(fresh.count) labelled rows since the training cut, \(minimumRows) are needed", bound: 0,
                count: fresh.count)
        }
        return byUnit(evidence)
    }

    private func byUnit(_ evidence: GateEvidence) -> GateFinding {
        let count = evidence.fresh.count
        let units = Set(evidence.training.rows.compactMap(\.event.unit))
        let unseen = evidence.fresh.filter { row in row.labelled.event.unit.map { !units.contains($0) } ?? false }
        let clean = "\(count) labelled rows since the training cut, none trained on"
        guard unseen.count >= Self.unitRows, let interval = MeanInterval(unseen.map(\.difference)) else {
            return GateFinding(.pass, value: 0, bound: 0, count: count, clean)
        }
        let words = "\(LossWords.interval(interval)) than the champion on \(unseen.count) rows of units it never saw"
        return GateFinding(
            interval.mean - interval.margin > margin ? .fail : .pass, value: 0, bound: 0, count: count,
            "\(clean); \(words)")
    }
}
