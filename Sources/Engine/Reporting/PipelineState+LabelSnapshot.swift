import Domain

extension PipelineState {
    /// How the labels come in.
    var labelSnapshot: LabelSnapshot {
        var snapshot = LabelSnapshot()
        snapshot.watermark = labelling.watermark?.time
        snapshot.realised = labelling.watermark?.realised
        snapshot.lagSeconds = labelling.lagSeconds.mean
        snapshot.complete = definition.labels.complete
        snapshot.implied = labelling.implied
        snapshot.expired = counts.expired
        snapshot.late = labelling.late
        snapshot.restated = labelling.restated
        snapshot.conflicts = labelling.conflicts
        snapshot.orphans = labelling.orphaned
        snapshot.orphansWaiting = labelling.orphans.count
        snapshot.estimate = servedEstimate.snapshot(after: snapshot.watermark)
        if definition.labels.audit > 0 {
            let audit = labelling.audit
            snapshot.audit = AuditSnapshot(
                share: definition.labels.audit, asked: audit.asked, scored: audit.scored,
                estimate: audit.estimate(isShare: higherIsBetter))
        }
        return snapshot
    }
}
