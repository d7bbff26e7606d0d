import Domain
import Learning

extension PipelineState {
    /// A candidate's line begins when it has been scored on some events: before that it only shows chance.
    private static let scoresToDraw = 20

    /// Adds a point of the chart; `moment` is the time of the event whose label has come.
    ///
    /// Where labels lag, the lines end at the label watermark and are made of what was before it alone, so that labels
    /// which come fast do not stand for all; a mark that has not moved makes no point.
    mutating func addPoint(at moment: Timestamp, _ changes: inout PipelineChanges) {
        let draws = labelling.drawsMark(behind: clock)
        if draws == false { return }
        let competes = rollout.map { $0.comparesModels && $0.state != .baking } ?? false
        if draws == true, let mark = labelling.watermark {
            let (others, candidate) = (mark.others, mark.others.candidate)
            changes.points.append(
                MetricPoint(
                    sequence: sequence, time: clock, through: mark.time, served: mark.realised,
                    ghost: ghost == nil ? nil : others.ghost.value, noChange: others.noChange.value,
                    candidate: competes && candidate.count >= Self.scoresToDraw ? candidate.value : nil,
                    estimated: servedEstimate.expected, doubt: servedEstimate.doubt))
            return
        }
        var through = moment
        if let mark = labelling.watermark?.time { through = max(through, mark) }
        changes.points.append(
            MetricPoint(
                sequence: sequence, time: clock, through: through, served: served.leading,
                ghost: ghost == nil ? nil : ghostMetric.leading, noChange: noChange.leading,
                candidate: competes && candidateMetric.count >= Self.scoresToDraw ? candidateMetric.leading : nil,
                estimated: servedEstimate.expected, doubt: servedEstimate.doubt))
    }

    /// Looks now and then whether the estimate without labels is to be believed.
    mutating func judgeEstimate() {
        guard servedEstimate.isDue else { return }
        var shifts: [String: Double] = [:]
        for (column, drift) in zip(definition.columns, monitors.columns) where column.isWatched {
            shifts[column.name] = drift.stability
        }
        servedEstimate.judge(columnShifts: shifts)
    }
}
