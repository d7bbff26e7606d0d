import Domain

/// Cuts reserved rows into windows and spreads a few of them over the past.
enum ReplayWindows {
    /// - Parameters:
    ///   - rows: Reserved rows, oldest first.
    ///   - reserved: How rows were reserved; windows with fewer than a quarter of its rows are left out.
    ///   - count: How many windows, 1 or more.
    /// - Returns: Windows, oldest first; the oldest and the newest whole one are among them where there are two or more.
    static func spread(
        _ rows: [LabelledEvent], _ reserved: LabelledEventQuery.Reservation, count: Int
    ) -> [[LabelledEvent]] {
        var windows: [[LabelledEvent]] = []
        var place: Int64 = -1
        for row in rows {
            // Numbers of requests have gaps: there a window is full when it has its rows.
            let newPlace = PredictionNumber.isRequest(row.event.id) ? -2 : row.event.id / reserved.every
            if newPlace != place || windows.last.map({ $0.count >= Int(reserved.rows) }) ?? true { windows.append([]) }
            place = newPlace
            windows[windows.count - 1].append(row)
        }
        let whole = windows.filter { $0.count * 4 >= Int(reserved.rows) }
        let wanted = max(1, count)
        guard whole.count > wanted else { return whole }
        return (0..<wanted).map { whole[$0 * (whole.count - 1) / max(wanted - 1, 1)] }
    }
}
