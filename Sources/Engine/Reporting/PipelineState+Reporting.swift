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

    /// How the arms' labels come; nil before a prediction of each has reached the age.
    var coverageSnapshot: CanarySnapshot.LabelCoverage? {
        guard let champion = coverage.champion.share, let candidate = coverage.candidate.share else { return nil }
        var snapshot = CanarySnapshot.LabelCoverage(age: coverageAge, champion: champion, candidate: candidate)
        snapshot.championLagSeconds = coverage.champion.lag.mean
        snapshot.candidateLagSeconds = coverage.candidate.lag.mean
        return snapshot
    }

    /// What a person may bring back, and what waits for its turn.
    var recall: CanarySnapshot.Recall {
        var recall = shelf.recall
        let inUse = [champion?.version, candidate?.version]
        recall.archived = archive.entries.map(\.record.version).filter { !inUse.contains($0) }
        recall.waiting = waiting.map(\.version)
        return recall
    }

    /// How the candidates stand that race; nil where none do.
    var raceSnapshot: CanarySnapshot.Race? {
        guard race.isOpen, let rollout else { return nil }
        let versions = (race.parked.map(\.rollout) + [rollout]).map(\.record.candidate)
        let racers = zip(versions, race.losses).map { version, loss in
            CanarySnapshot.Race.Racer(version: version, meanLoss: race.pairs > 0 ? loss / Double(race.pairs) : nil)
        }
        return CanarySnapshot.Race(racers: racers, pairs: race.pairs, needed: rollout.policy.minimumPairs)
    }
}
