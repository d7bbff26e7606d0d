import Dashboard
import Domain
import Learning

/// Parts of a run in words.
enum RunText {
    /// `.912 ± .010`; nil for no score.
    static func score(_ score: MetricEstimate?) -> String? {
        score.map { "\(MetricText.amount($0.value)) ± \(MetricText.amount($0.margin))" }
    }

    /// `depth=6, rounds=100`, as exact as they are stored.
    static func settings(_ specification: TrialSpecification, separator: String = ", ") -> String {
        specification.hyperparameters.map { "\($0.name)=\(RunValue.number($0.value).text)" }
            .joined(separator: separator)
    }

    /// Score by slice, the oldest slice first: `▁▅█  .871 → .912 on 3 of 4 slices`; nil for no slice.
    static func curve(_ tracking: RunTracking?) -> String? {
        guard let tracking, !tracking.curve.isEmpty else { return nil }
        let values = tracking.curve.sorted { $0.slice > $1.slice }.map(\.score.value)
        let ends = [values.first, values.last].map { MetricText.amount($0) }
        let path = values.count > 1 ? ends.joined(separator: " → ") : ends[0]
        return "\(Sparkline.text(values))  \(path) on \(values.count) of \(max(tracking.slices, values.count)) slices"
    }

    /// `3.2 s CPU, 3.4 s wall, 212 MB`; nil for no cost.
    static func cost(_ run: RunRecord) -> String? {
        guard let cost = run.cost else { return nil }
        let waited = run.tracking?.queueSeconds.map { ", \(MetricText.seconds($0)) waited for a worker" } ?? ""
        return "\(MetricText.seconds(cost.cpuSeconds)) CPU, \(MetricText.seconds(cost.wallSeconds)) wall, "
            + MetricText.bytes(cost.peakBytes) + waited
    }

    /// `83.0 µs a row`; nil where it was not measured.
    static func latency(_ run: RunRecord) -> String? {
        run.cost?.answerNanoseconds.map { "\(MetricText.amount($0 / 1e3)) µs a row" }
    }

    /// Of a blend its models: `run 12, 15 of 20 votes: boosted trees depth 5, lags`.
    static func members(_ specification: TrialSpecification) -> [String] {
        let members = specification.members ?? []
        let total = members.reduce(0) { $0 + ($1.votes ?? 0) }
        return members.map { member in
            let votes = member.votes.map { "\($0) of \(total) votes" } ?? "to be chosen"
            return "run \(member.run), \(votes): \(SearchSpace.summary(of: member.specification))"
        }
    }
}
