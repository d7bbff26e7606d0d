extension Timestamp {
    /// The parts of a moment in the proleptic Gregorian calendar, UTC.
    package struct Calendar: Hashable, Sendable {
        package var year: Int
        package var month: Int
        package var day: Int
        package var hour: Int
        package var minute: Int
        package var second: Int
        package var millisecond: Int
        /// 0 is Monday, 6 is Sunday.
        package var weekday: Int
    }

    private static let millisecondsPerDay: Int64 = 86_400_000

    /// The calendar parts of this moment.
    ///
    /// Source of the day arithmetic: Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021.
    ///
    /// - Complexity: O(1)
    package var calendar: Calendar {
        let perDay = Self.millisecondsPerDay
        let days = (rawValue >= 0 ? rawValue : rawValue - (perDay - 1)) / perDay
        let rest = Int(rawValue - days * perDay)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        return Calendar(
            year: Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0),
            month: month,
            day: Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1),
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1_000 % 60,
            millisecond: rest % 1_000,
            weekday: Int(((days + 3) % 7 + 7) % 7)
        )
    }

    /// The moment with the given calendar parts, or nil where a part is out of its range.
    package init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        guard (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hour), (0..<60).contains(minute),
            (0...60).contains(second), (0..<1000).contains(millisecond), (-9999...9999).contains(year)
        else { return nil }
        let marchYear = Int64(month <= 2 ? year - 1 : year)
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = Int64(hour * 3_600 + minute * 60 + second)
        self.init(rawValue: days * Self.millisecondsPerDay + seconds * 1_000 + Int64(millisecond))
        guard calendar.day == day else { return nil }
    }
}
