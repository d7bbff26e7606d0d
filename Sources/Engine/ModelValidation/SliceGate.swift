import Domain
import Learning

/// Gate 7: on no part of the newest rows is the candidate proven worse than the champion by more than the margin.
///
/// A part is a value of one of the columns, of a number a quarter of its values; parts below the minimum do not count.
/// Each part has a one-sided test of the paired difference; the tests are corrected together by Holm, so that over all
/// parts a candidate that is nowhere worse than the margin fails with a chance of at most about 5 %.
struct SliceGate: ValidationGate {
    private static let alpha = 0.05

    let name = GateResult.Gate.slices
    let columns: [String]
    let minimumRows: Int
    let margin: Double

    private struct Part {
        var words: String
        var interval: MeanInterval
        var pValue: Double
    }

    func judge(_ evidence: GateEvidence) -> GateFinding {
        guard !columns.isEmpty else { return .without("no column to slice by is named", bound: margin) }
        let parts = columns.flatMap { cut(by: $0, evidence) }
        guard let worst = parts.max(by: { $0.interval.mean < $1.interval.mean }) else {
            return .without(
                "no part of \(columns.joined(separator: ", ")) has \(minimumRows) rows", bound: margin,
                count: evidence.fresh.count)
        }
        let proven = Self.holm(parts.map(\.pValue)).enumerated().filter { $0.element < Self.alpha }.map(\.offset)
        let shown = proven.map { parts[$0] }.max { $0.interval.mean < $1.interval.mean } ?? worst
        return GateFinding(
            proven.isEmpty ? .pass : .fail, value: shown.interval.mean, bound: margin, count: shown.interval.count,
            "\(shown.words): \(LossWords.interval(shown.interval)) than the champion, \(proven.isEmpty ? "the worst" : "proven the worst") "
                + "of \(parts.count) parts, \(Decimal.fixed(margin, 3)) worse is allowed")
    }

    private func cut(by name: String, _ evidence: GateEvidence) -> [Part] {
        guard let column = evidence.columns.firstIndex(where: { $0.name == name }) else { return [] }
        let values = evidence.fresh.map { $0.labelled.event.values[safe: column] ?? .missing }
        let cuts = Slicing(values, name: name)
        var groups: [String: [Double]] = [:]
        for (row, value) in zip(evidence.fresh, values) {
            groups[cuts.part(of: value), default: []].append(row.difference)
        }
        return groups.sorted { $0.key < $1.key }.compactMap { words, differences in
            guard differences.count >= minimumRows, let interval = MeanInterval(differences) else { return nil }
            return Part(words: words, interval: interval, pValue: pValue(interval))
        }
    }

    /// The chance of such a mean where the true one is the margin.
    private func pValue(_ interval: MeanInterval) -> Double {
        let error = interval.margin / 1.96
        guard error > 0 else { return interval.mean > margin ? 0 : 1 }
        return min(1, max(0, Special.normalTail((interval.mean - margin) / error)))
    }

    private static func holm(_ values: [Double]) -> [Double] {
        do {
            return try PValueAdjustment.holm(values)
        } catch {
            preconditionFailure("SliceGate made a p-value outside 0...1: \(error)")
        }
    }
}
