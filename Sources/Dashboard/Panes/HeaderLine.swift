import Domain
import Terminal

/// The first line: program, workspace, how much needs a person, speed, clock.
struct HeaderLine {
    let model: DashboardModel

    func draw(_ area: Rect, on canvas: inout Canvas) {
        let snapshot = model.snapshot
        let clock = snapshot.time + model.session.timeZone
        var right = StyledLine()
        if model.session.isReadOnly { right.add(" READ-ONLY ", .badgeReadOnly) }
        if case .frozen(_, let newer) = model.picture { right.add(" FROZEN, \(newer) newer ", .badgeReadOnly) }
        let isWide = area.width >= 72
        if isWide { right.add("   engine: \(model.session.engine)", .muted) }
        right.add("   \(ReplaySpeed.text(snapshot.replay.factor))", snapshot.replay.factor == 0 ? .warn : .muted)
        right.add("  \(area.width >= 100 ? clock.exactClockText : clock.clockText)", .muted)

        var left = StyledLine("flywheel", .title, .bold)
        left.add("  \(snapshot.workspace)", .foreground)
        if isWide {
            let count = snapshot.pipelines.count
            left.add("   \(count) pipeline\(count == 1 ? "" : "s")", .muted)
        }
        if !snapshot.needs.isEmpty {
            let count = snapshot.needs.count
            left.add("   \(count) \(isWide ? (count == 1 ? "needs you" : "need you") : "!")", .warn)
        }
        let room = area.width - 2
        let rightWidth = min(right.columns, room)
        canvas.write(left, x: area.x + 1, y: area.y, width: room - rightWidth)
        canvas.writeRight(right, right: area.x + area.width - 1, y: area.y, width: rightWidth)
    }
}
