import Domain

/// What the screen shows of a pipeline beyond its state: the newest records, taken from what was written down.
struct PipelineView: Sendable {
    private static let pointLimit = 1_200
    private static let recordLimit = 60
    /// Points from one column of the drift's history to the next.
    private static let pointsPerDrift = 20

    private(set) var points: [MetricPoint] = []
    private(set) var pointsBefore = 0
    private(set) var runs: [RunRecord] = []
    private(set) var rollouts: [RolloutRecord] = []
    private(set) var alerts: [AlertRecord] = []
    private(set) var triggers: [TriggerRecord] = []
    private(set) var versions: [VersionRecord] = []
    private(set) var quarantined: [QuarantinedRow] = []
    private(set) var drift: [[Double]] = []
    private var pointsSinceDrift = 0

    init() {}

    /// Reads back what an earlier engine wrote.
    init(_ pipeline: PipelineName, from reader: any HistoryReader) throws(StoreError) {
        points = try reader.points(pipeline, limit: Self.pointLimit)
        runs = try reader.runs(pipeline, limit: Self.recordLimit)
        rollouts = try reader.rollouts(pipeline, limit: Self.recordLimit)
        alerts = try reader.alerts(pipeline, limit: Self.recordLimit)
        triggers = try reader.triggers(pipeline, limit: Self.recordLimit)
        versions = try reader.versions(pipeline, limit: Self.recordLimit)
        quarantined = try reader.quarantined(pipeline, limit: Self.recordLimit)
    }

    /// Takes what is being written down in.
    ///
    /// - Complexity: O(changes × records kept)
    mutating func add(_ changes: PipelineChanges) {
        points.append(contentsOf: changes.points)
        if points.count > Self.pointLimit + 200 {
            pointsBefore += points.count - Self.pointLimit
            points.removeFirst(points.count - Self.pointLimit)
        }
        Self.merge(changes.runs, into: &runs, by: \.number)
        Self.merge(changes.rollouts, into: &rollouts, by: \.number)
        Self.merge(changes.alerts, into: &alerts, by: \.number)
        Self.merge(changes.triggers, into: &triggers, by: \.number)
        Self.merge(changes.versions, into: &versions, by: \.version.rawValue)
        quarantined.append(contentsOf: changes.quarantined)
        for change in changes.quarantineChanges {
            for index in quarantined.indices where quarantined[index].row.number == change.row {
                quarantined[index].state = change.state
            }
        }
        if quarantined.count > Self.recordLimit { quarantined.removeFirst(quarantined.count - Self.recordLimit) }
    }

    /// The candidates of a search that a gate rejected, oldest first, each with the gate and its number.
    func rejections(inSearch number: Int?) -> [RejectedCandidate] {
        rollouts.compactMap { rollout in
            guard rollout.state == .rejected, let failed = rollout.gates.first(where: \.rejects),
                let version = versions.last(where: { $0.version == rollout.candidate && $0.search == number })
            else { return nil }
            let run = runs.last { $0.search == number && $0.kind == .refit && $0.model == version.model }
            return RejectedCandidate(
                version: rollout.candidate, run: run?.number, gate: failed.gate,
                text: "\(rollout.candidate) failed \(failed.gate.words), \(Self.words(of: failed))")
        }
    }

    /// By how much a gate failed, in words that need no sign.
    private static func words(of gate: GateResult) -> String {
        guard gate.gate.unit == .lossDifference, let value = gate.value, let bound = gate.bound else {
            return gate.detail
        }
        return "worse by \(Decimal.fixed(value, 3)) where \(Decimal.fixed(bound, 3)) is allowed"
    }

    /// Keeps a history of each watched column's stability for the heat rows.
    mutating func addDrift(_ values: [Double], every points: Int) {
        pointsSinceDrift += points
        guard pointsSinceDrift >= Self.pointsPerDrift || drift.isEmpty else { return }
        pointsSinceDrift = 0
        if drift.count != values.count { drift = values.map { _ in [] } }
        for (index, value) in values.enumerated() {
            drift[index].append(value)
            if drift[index].count > 60 { drift[index].removeFirst() }
        }
    }

    private static func merge<Element>(
        _ new: [Element], into all: inout [Element], by number: (Element) -> Int
    ) {
        for element in new {
            if let index = all.lastIndex(where: { number($0) == number(element) }) {
                all[index] = element
            } else {
                all.append(element)
            }
        }
        if all.count > recordLimit { all.removeFirst(all.count - recordLimit) }
    }
}
