import Domain
import Learning

/// Gate 13: a second training with the same seed on the same rows gives the same model, or one that answers the same.
struct ReproducibilityGate: ValidationGate {
    let name = GateResult.Gate.reproducibility
    /// Mean distance of the losses that is allowed.
    let tolerance: Double

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard let reproduction = evidence.reproduction else {
            return .without("not sampled for a second training", bound: tolerance)
        }
        if reproduction.isSame {
            return GateFinding(
                .pass, value: 0, bound: tolerance, count: 1, "a second training gave the same model, byte by byte")
        }
        guard let model = reproduction.model else {
            return GateFinding(
                .error, bound: tolerance, count: 0, "the second training failed: \(reproduction.failure)")
        }
        guard !evidence.fresh.isEmpty else {
            return .without("no labelled row to compare the two trainings on", bound: tolerance)
        }
        let rows = evidence.fresh.map(\.labelled)
        let losses = zip(evidence.losses(of: model, on: rows), evidence.losses(of: evidence.candidate, on: rows))
        let distance = losses.reduce(0.0) { $0 + ($1.0 - $1.1).magnitude } / Double(evidence.fresh.count)
        return GateFinding(
            distance <= tolerance ? .pass : .fail, value: distance, bound: tolerance, count: evidence.fresh.count,
            "a second training is another model, its losses differ by \(Decimal.fixed(distance, 4)), "
                + "\(Decimal.fixed(tolerance, 4)) is allowed")
    }
}
