import Domain

extension TimeSpan {
    private static let units: [(milliseconds: Int64, name: String)] = [
        (86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"),
    ]

    /// The largest unit of which there is at least one, rounded down: `21 d`, `3 h`, `41 s`.
    var ageText: String {
        let length = max(0, milliseconds)
        for unit in Self.units where length >= unit.milliseconds {
            return "\(length / unit.milliseconds) \(unit.name)"
        }
        return "0 s"
    }

    /// `0:05`, `12:40`: minutes and seconds, rounded up.
    var countdownText: String {
        let seconds = max(0, (milliseconds + 999) / 1_000)
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
