/// Hours of each week, or of each day, in which a canary's weight does not grow; in UTC.
///
///     FreezeWindow("fri 18:00 to mon 06:00")
///     FreezeWindow("daily 22:00 to 06:00")
package struct FreezeWindow: Hashable, Codable, Sendable {
    private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let minutesOfADay = 1_440

    /// Minutes after which the window comes again: those of a day or of a week.
    private let period: Int
    /// Minute of the period, a week's from Monday 0:00.
    private let start: Int
    /// The first minute after the window; before `start` where it goes over the period's end.
    private let end: Int

    /// Reads `DAY HH:MM to DAY HH:MM` or `daily HH:MM to HH:MM`; nil for anything else, and for a window without length.
    package init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words.count == 4, words[0] == "daily", words[2] == "to", let start = Self.minutes(words[1]),
            let end = Self.minutes(words[3])
        {
            (period, self.start, self.end) = (Self.minutesOfADay, start, end)
        } else if words.count == 5, words[2] == "to", let first = Self.days.firstIndex(of: words[0]),
            let last = Self.days.firstIndex(of: words[3]), let start = Self.minutes(words[1]),
            let end = Self.minutes(words[4])
        {
            period = 7 * Self.minutesOfADay
            self.start = first * Self.minutesOfADay + start
            self.end = last * Self.minutesOfADay + end
        } else {
            return nil
        }
        if start == end { return nil }
    }

    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// When the window that holds at `time` is over; nil where none does.
    package func end(at time: Timestamp) -> Timestamp? {
        let parts = time.calendar
        let ofDay = parts.hour * 60 + parts.minute
        let now = period == Self.minutesOfADay ? ofDay : parts.weekday * Self.minutesOfADay + ofDay
        let since = (now - start + period) % period
        let length = (end - start + period) % period
        guard since < length else { return nil }
        let started = Timestamp(rawValue: time.rawValue - time.rawValue.sinceTheMinute)
        return started + .minutes(length - since)
    }
}

extension FreezeWindow: CustomStringConvertible {
    package var description: String {
        (period == Self.minutesOfADay ? "daily " : "") + "\(Self.word(start, period)) to \(Self.word(end, period))"
    }

    private static func word(_ minute: Int, _ period: Int) -> String {
        let ofDay = minute % minutesOfADay
        let clock = "\(padded(ofDay / 60)):\(padded(ofDay % 60))"
        return period == minutesOfADay ? clock : "\(days[minute / minutesOfADay]) \(clock)"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension Int64 {
    /// Milliseconds since the minute began.
    fileprivate var sinceTheMinute: Int64 {
        let rest = self % 60_000
        return rest < 0 ? rest + 60_000 : rest
    }
}
