import Domain
import Terminal

/// One line of the main chart.
struct ChartLine {
    var name: String
    /// The name where the legend has little room.
    var shortName: String
    var role: Role
    var pattern: DashPattern
    var values: [Double?]
    /// At the line's end.
    var label: String

    static let estimatedName = "estimated"

    /// The lines of a pipeline, those to be drawn over the others last.
    ///
    /// What was served before the first version had an answer scored is the baseline's, and a line of its own.
    static func lines(of pipeline: PipelineSnapshot, _ timeline: ChartTimeline) -> [ChartLine] {
        let (task, points) = (pipeline.task, timeline.points)
        func line(
            _ name: String, short: String? = nil, _ role: Role, _ pattern: DashPattern, label: String,
            estimate: (EstimateSnapshot.Point?) -> Double? = { _ in nil }, _ value: (MetricPoint) -> Double?
        ) -> ChartLine? {
            let values = (points.map(value) + timeline.estimates.map(estimate)).map { value in
                value.flatMap { $0.isFinite && abs($0) < 1e15 ? $0 : nil }
            }
            guard let last = values.last(where: { $0 != nil }) else { return nil }
            return ChartLine(
                name: name, shortName: short ?? name, role: role, pattern: pattern, values: values,
                label: label.isEmpty ? "" : "\(label) \(MetricText.metric(last, task))")
        }
        let isAnswered = points.contains(where: \.isAnswered)
        let lines = [
            line(
                "decay alert", short: "alert", .threshold, .dashes, label: "alert",
                estimate: { _ in pipeline.alertLevel }, { _ in pipeline.alertLevel }),
            line("no change", .reference, .sparse, label: "no change") { $0.noChange },
            line("baseline", .muted, .dashDot, label: isAnswered ? "" : "baseline") { $0.isAnswered ? nil : $0.served },
            pipeline.promotions > 0
                ? line("first champion, never retrained", short: "first champion", .muted, .dots, label: "first") {
                    $0.ghost
                } : nil,
            pipeline.liveCanary == nil
                ? nil
                : line("candidate", .candidate, .long, label: candidateLabel(pipeline)) { $0.candidate },
            line(estimatedName, .estimated, .broken, label: estimatedName, estimate: { $0?.value }, { _ in nil }),
            line("served", .champion, .solid, label: servedLabel(pipeline)) { $0.isAnswered ? $0.served : nil },
        ]
        return lines.compactMap { $0 }
    }

    /// A candidate that bakes is the champion already: then its own line is named apart from what was served.
    private static func candidateLabel(_ pipeline: PipelineSnapshot) -> String {
        guard let candidate = pipeline.liveCanary?.record.candidate else { return "candidate" }
        return candidate == pipeline.champion.version ? "\(candidate) alone" : "\(candidate)"
    }

    private static func servedLabel(_ pipeline: PipelineSnapshot) -> String {
        let version = pipeline.champion.version
        return pipeline.liveCanary?.record.candidate == version ? "served" : "\(version)"
    }
}

extension MetricPoint {
    /// Whether the first version had an answer scored by then.
    var isAnswered: Bool { ghost != nil }
}
