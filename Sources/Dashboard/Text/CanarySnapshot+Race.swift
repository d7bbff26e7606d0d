package import Domain

extension CanarySnapshot.Race {
    /// `race: v2 .081, v3 .090 mean loss on 120 of 200 events`.
    package var text: String {
        let standing = racers.map { "\($0.version) \(MetricText.share($0.meanLoss))" }.joined(separator: ", ")
        return "race: \(standing) mean loss on \(MetricText.count(pairs)) of \(MetricText.count(needed)) events"
    }
}
