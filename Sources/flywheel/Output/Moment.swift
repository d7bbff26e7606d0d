import Domain

/// A moment as a person names it: `2026-11-17`, `tue`, `3h`.
enum Moment {
    /// A date, a weekday (the last one before `now`), or a time span before `now`; nil for anything else.
    static func parse(_ text: String, now: Timestamp) -> Timestamp? {
        if let time = Timestamp(text) { return time }
        if let span = TimeSpan(text) { return now - span }
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        guard let wanted = days.firstIndex(where: { text.lowercased().hasPrefix($0) }) else { return nil }
        let calendar = now.calendar
        let midnight = Timestamp(year: calendar.year, month: calendar.month, day: calendar.day) ?? now
        let back = (calendar.weekday - wanted + 7) % 7
        return midnight - .days(back == 0 ? 7 : back)
    }
}
