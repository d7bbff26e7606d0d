import Domain

/// The `Date` header, made once a second.
struct HTTPDate {
    private var second = Int64.min
    private var text = ""

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    mutating func text(at moment: Timestamp) -> String {
        let now = moment.rawValue / 1_000
        guard now != second else { return text }
        second = now
        let parts = moment.calendar
        let date = "\(Self.padded(parts.day)) \(Self.months[parts.month - 1]) \(parts.year)"
        let time = "\(Self.padded(parts.hour)):\(Self.padded(parts.minute)):\(Self.padded(parts.second))"
        text = "\(Self.days[parts.weekday]), \(date) \(time) GMT"
        return text
    }

    private static func padded(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
