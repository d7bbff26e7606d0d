import Domain
import Learning

/// What one temperature, fitted on the older half of some rows, makes of the newer half.
struct CalibrationRefit {
    let temperature: Double
    /// The distance (ECE) on the newer half without it and with it.
    let before: Double
    let after: Double
    /// Of the newer half, with it.
    let confidences: [Double]

    /// Nil where the rows have no probabilities or are too few.
    init?(_ rows: [FreshRow]) {
        let newer = Array(rows[(rows.count / 2)...])
        let isRight = newer.map { $0.candidateLoss == 0 }
        guard let scaling = Self.fitted(Array(rows[..<(rows.count / 2)])) else { return nil }
        let scaled = newer.compactMap { Self.scaled($0, by: scaling)?.max() }
        guard scaled.count == newer.count,
            let before = CalibrationGate.error(newer.map { $0.candidate.confidence ?? 0 }, isRight),
            let after = CalibrationGate.error(scaled, isRight)
        else { return nil }
        (temperature, confidences) = (scaling.temperature, scaled)
        (self.before, self.after) = (before, after)
    }

    var words: String {
        "a temperature of \(Decimal.fixed(temperature, 2)) would turn ECE \(Decimal.fixed(before, 3)) into "
            + "\(Decimal.fixed(after, 3)) on the newer half"
    }

    private static func logits(_ row: FreshRow) -> [Double]? {
        guard case .probabilities(let shares) = row.candidate else { return nil }
        return shares.map { Elementary.log(max($0, 1e-12)) }
    }

    private static func scaled(_ row: FreshRow, by scaling: TemperatureScaling) -> [Double]? {
        guard let logits = logits(row) else { return nil }
        do {
            return try scaling.probabilities(logits)
        } catch {
            return nil
        }
    }

    private static func fitted(_ rows: [FreshRow]) -> TemperatureScaling? {
        let classes = rows.first.flatMap(logits)?.count ?? 0
        do {
            return try TemperatureScaling(
                logits: rows.compactMap(logits).flatMap { $0 }, classes: classes,
                labels: rows.map { Int($0.labelled.truth.number) })
        } catch {
            return nil
        }
    }
}
