import Domain
import Terminal

/// One line of the main chart.
struct ChartLine {
    var name: String
    var role: Role
    /// Every so many columns has a dot: 1 is a solid line.
    var every: Int
    var values: [Double?]
    /// At the line's end.
    var label: String

    /// The lines of a pipeline, those to be drawn over the others last.
    static func lines(of pipeline: PipelineSnapshot, points: ArraySlice<MetricPoint>) -> [ChartLine] {
        let task = pipeline.task
        func line(
            _ name: String, _ role: Role, every: Int, label: String, _ value: (MetricPoint) -> Double?
        ) -> ChartLine? {
            let values = points.map { point in value(point).flatMap { $0.isFinite && abs($0) < 1e15 ? $0 : nil } }
            guard let last = values.last(where: { $0 != nil }) else { return nil }
            return ChartLine(
                name: name, role: role, every: every, values: values,
                label: "\(label) \(MetricText.metric(last, task))")
        }
        let hasGhost = pipeline.promotions > 0
        let candidate = pipeline.liveCanary.map { "\($0.record.candidate)" } ?? "candidate"
        return [
            line("decay alert", .threshold, every: 3, label: "alert") { _ in pipeline.alertLevel },
            line("no change", .reference, every: 4, label: "no change") { $0.noChange },
            hasGhost ? line("first champion, never retrained", .muted, every: 2, label: "first") { $0.ghost } : nil,
            pipeline.liveCanary == nil
                ? nil : line("candidate", .candidate, every: 1, label: candidate) { $0.candidate },
            line("served", .champion, every: 1, label: "\(pipeline.champion.version)") { $0.served },
        ].compactMap { $0 }
    }
}
