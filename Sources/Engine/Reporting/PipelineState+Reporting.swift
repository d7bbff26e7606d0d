import Domain

extension PipelineState {
    private var watched: [(name: String, outOfRangeShare: Double, column: ColumnDriftView)] {
        let columns = definition.columns.indices.filter { definition.columns[$0].isWatched }
        return columns.map {
            (definition.columns[$0].name, monitors.violations.share(of: $0), ColumnDriftView(monitors.columns[$0]))
        } + [
            ("prediction", 0, ColumnDriftView(monitors.output)),
            ("confidence", 0, ColumnDriftView(monitors.confidence)),
        ]
    }

    /// The newest index of each watched column, in the order of the drift snapshots.
    var stabilities: [Double] { watched.map(\.column.stability) }

    func driftSnapshots(histories: [[Double]]) -> [DriftSnapshot] {
        watched.enumerated().map { index, watched in
            DriftSnapshot(
                name: watched.name, stability: watched.column.stability, limit: definition.monitors.stabilityLimit,
                history: histories.indices.contains(index) ? histories[index] : [],
                missingShare: watched.column.missingShare,
                outOfRangeShare: watched.outOfRangeShare, reference: watched.column.reference,
                current: watched.column.current)
        }
    }

    func triggerSnapshots(_ records: [TriggerRecord]) -> [TriggerSnapshot] {
        triggers.map { trigger in
            let kind = trigger.definition.kind.name
            return TriggerSnapshot(
                kind: kind, isLive: trigger.definition.isLive, value: trigger.value, threshold: trigger.threshold,
                whyNotNow: trigger.whyNotNow, last: records.last { $0.kind == kind })
        }
    }
}
