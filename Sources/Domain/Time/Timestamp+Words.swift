extension Timestamp {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `12 May`.
    package var dayText: String {
        let parts = calendar
        return "\(parts.day) \(Self.months[parts.month - 1])"
    }

    /// `14:05`.
    package var clockText: String {
        let parts = calendar
        return "\(Self.twoDigits(parts.hour)):\(Self.twoDigits(parts.minute))"
    }

    /// `12 May 14:05`.
    package var shortText: String { "\(dayText) \(clockText)" }

    /// `14:05:32`.
    package var exactClockText: String { "\(clockText):\(Self.twoDigits(calendar.second))" }

    /// `12 May 1997`.
    package var yearText: String { "\(dayText) \(calendar.year)" }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
