import Domain
import Terminal

/// The trials that are the best in their way by quality, time and size, and the chosen one.
struct FrontText {
    let width: Int
    let glyphs: GlyphSet
    let task: LearningTask

    func lines(_ front: SearchFront) -> [String] {
        let shown = front.members.filter { $0.isOnFront || $0.run == front.chosen }
        let rows = shown.map { member in
            [
                member.run == front.chosen ? "▸" : member.isOnFront ? "●" : "", "\(member.run)",
                MetricText.metric(member.score.value, task), "±", MetricText.metric(member.score.margin, task),
                member.milliseconds.map(Self.time) ?? "–", member.bytes.map(Self.size) ?? "–", member.summary,
            ]
        }
        let header = ["", "RUN", task.metricName.uppercased(), "", "", "ANSWER", "SIZE", "RECIPE"]
        let rest = front.members.count - shown.count
        let verb = rest == 1 ? "is" : "are"
        let beaten = rest > 0 ? ["\(rest) more \(verb) beaten: one of these is at least as good in all three"] : []
        let heading =
            "search \(front.search), front of quality × time of an answer × size: ● nothing beats it in all three, ▸ chosen"
        return [heading] + PlainTable(glyphs: glyphs, right: [1, 2, 4, 5, 6]).lines([header] + rows) + beaten
            + (front.missing.map { ["times are missing: \($0)"] } ?? []) + front.reason.wrapped(to: width)
    }

    /// Two digits: `.021 ms`, `1.2 ms`, `14 ms`.
    private static func time(_ milliseconds: Double) -> String {
        var (size, places) = (milliseconds, 0)
        while size > 0, size < 10, places < 6 {
            size *= 10
            places += 1
        }
        return "\(MetricText.share(milliseconds, places: places)) ms"
    }

    private static func size(_ bytes: Int) -> String {
        bytes < 10_485_760 ? "\(MetricText.count((bytes + 1_023) / 1_024)) KB" : MetricText.bytes(Int64(bytes))
    }
}
