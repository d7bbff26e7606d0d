import Domain
import Learning

/// Gate 9: how far the probability of the answer is from how often the answer is right, in 15 bins of equal counts (ECE).
///
/// Chance alone makes the distance greater than 0, so the bound is what is allowed plus what true probabilities would
/// show in 19 of 20 such samples, drawn with a seed. The Brier score and what the best refit would give, fitted on the older
/// half and chosen and measured on the newer, are recorded beside it.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
struct CalibrationGate: ValidationGate {
    private static let bins = 15
    private static let minimumRows = 100
    private static let samples = 200
    private static let newest = 2_000

    let name = GateResult.Gate.calibration
    let allowedError: Double

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard case .classification = evidence.task else {
            return .without("a number has no probability", bound: allowedError)
        }
        let rows = evidence.fresh.suffix(Self.newest).filter { evidence.isWithinContract($0.candidate) }
        guard rows.count >= Self.minimumRows else {
            return .without(
                "\(rows.count) newest rows with probabilities, \(Self.minimumRows) are needed", bound: allowedError,
                count: rows.count)
        }
        let confidences = rows.map { $0.candidate.confidence ?? 0 }
        guard let error = Self.error(confidences, rows.map { $0.candidateLoss == 0 }) else {
            return GateFinding(.error, count: rows.count, "the probabilities cannot be put into bins")
        }
        let bound = allowedError + Self.chance(confidences)
        return GateFinding(
            error <= bound ? .pass : .fail, value: error, bound: bound, count: rows.count,
            "ECE \(Decimal.fixed(error, 3)), \(Decimal.fixed(allowedError, 3)) and chance's "
                + "\(Decimal.fixed(bound - allowedError, 3)) are allowed; Brier \(Decimal.fixed(Self.brier(rows), 3))"
                + (CalibrationRefit(rows).map { "; \($0.words)" } ?? ""))
    }

    /// The refit that mends a candidate that fails, with the finding after it, measured on the newer half.
    func mended(_ evidence: GateEvidence) -> (refit: Recalibration, finding: GateFinding)? {
        let rows = evidence.fresh.suffix(Self.newest).filter { evidence.isWithinContract($0.candidate) }
        guard judge(evidence).verdict == .fail, let refit = CalibrationRefit(rows) else { return nil }
        let bound = allowedError + Self.chance(refit.confidences)
        guard refit.after <= bound else { return nil }
        let finding = GateFinding(
            .pass, value: refit.after, bound: bound, count: refit.confidences.count,
            "refitted by \(refit.recalibration.words): ECE \(Decimal.fixed(refit.after, 3)) on "
                + "the newer half, \(Decimal.fixed(refit.before, 3)) before")
        return (refit.recalibration, finding)
    }

    static func error(_ confidences: [Double], _ isRight: [Bool]) -> Double? {
        do {
            return try ReliabilityBins(LabelledScores(scores: confidences, labels: isRight), bins: bins).expectedError
        } catch {
            return nil
        }
    }

    /// The 95 % quantile of the distance where the probabilities are true.
    private static func chance(_ confidences: [Double]) -> Double {
        var generator = SeededGenerator(seed: UInt64(confidences.count))
        let sorted = confidences.sorted()
        let errors = (0..<samples).compactMap { _ in
            error(sorted, sorted.map { generator.unitInterval() < $0 })
        }.sorted()
        return errors.isEmpty ? 0 : errors[(errors.count - 1) * 95 / 100]
    }

    /// The mean square distance of the shares from the truth over all classes; with two classes half of it.
    private static func brier(_ rows: [FreshRow]) -> Double {
        let sum = rows.reduce(0.0) { sum, row in
            guard case .probabilities(let shares) = row.candidate, case .category(let truth) = row.labelled.truth else {
                return sum
            }
            let squares = shares.enumerated().reduce(0.0) { squares, share in
                let distance = share.element - (share.offset == truth ? 1 : 0)
                return squares + distance * distance
            }
            return sum + (shares.count == 2 ? squares / 2 : squares)
        }
        return sum / Double(rows.count)
    }
}
