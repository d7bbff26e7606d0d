import Domain

/// Gate 11: time of single predictions, size of the artifact and memory that it takes when loaded, against the budget and the champion.
struct LatencyGate: ValidationGate {
    let name = GateResult.Gate.latency
    /// What the slowest hundredth may take.
    let milliseconds: Double
    let bytes: Int64
    /// Times the champion's slowest hundredth; nil for any.
    let growth: Double?
    /// What loading may add to the process; nil for any.
    var residentBytes: Int64?

    func judge(_ evidence: GateEvidence) -> GateFinding {
        let cost = evidence.cost
        guard let slowest = Self.slowest(cost.nanoseconds),
            let middle = cost.nanoseconds[safe: cost.nanoseconds.count / 2]
        else { return .without("no prediction was timed", bound: milliseconds) }
        let champion = Self.slowest(cost.championNanoseconds)
        var words = [
            "slowest hundredth \(Decimal.fixed(slowest, 4)) ms a prediction, half within "
                + "\(Decimal.fixed(middle / 1e6, 4)) ms"
        ]
        if let champion { words.append("champion \(Decimal.fixed(champion, 4)) ms") }
        if let size = cost.bytes {
            words.append("\(size / 1_024) KiB" + (cost.championBytes.map { ", champion \($0 / 1_024) KiB" } ?? ""))
        }
        var isOver = slowest > milliseconds
        if let growth, let champion, slowest > champion * growth {
            isOver = true
            words.append("more than \(Decimal.fixed(growth, 1)) times the champion's time")
        }
        if let size = cost.bytes, size > bytes {
            isOver = true
            words.append("more than the \(bytes / 1_024) KiB allowed")
        }
        if let resident = cost.residentBytes {
            words.append("\(resident / 1_024) KiB in memory")
            if let residentBytes, resident > residentBytes {
                isOver = true
                words.append("more than the \(residentBytes / 1_024) KiB allowed there")
            }
        }
        return GateFinding(
            isOver ? .fail : .pass, value: slowest, bound: milliseconds, count: cost.nanoseconds.count,
            words.joined(separator: "; "))
    }

    private static func slowest(_ nanoseconds: [Double]) -> Double? {
        nanoseconds.isEmpty ? nil : nanoseconds[(nanoseconds.count - 1) * 99 / 100] / 1e6
    }
}
