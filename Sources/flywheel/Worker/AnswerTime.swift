import Domain

/// What an answer takes a model that is asked for one row at a time, as callers ask it.
enum AnswerTime {
    private static let mostRows = 200
    /// A slow one is asked less often: it must not keep its trial.
    private static let most = Duration.milliseconds(5)
    private static let leastRows = 5

    /// The middle of the single times in nanoseconds; nil where there is no row.
    static func nanoseconds(of model: some PublishedModel, on events: some Sequence<Event>) -> Double? {
        let clock = ContinuousClock()
        let start = clock.now
        var times: [Double] = []
        for event in events.prefix(mostRows) {
            let before = clock.now
            _ = model.predict(event)
            let taken = before.duration(to: clock.now).components
            times.append(Double(taken.seconds) * 1e9 + Double(taken.attoseconds) / 1e9)
            if times.count >= leastRows, start.duration(to: clock.now) > most { break }
        }
        times.sort()
        return times.isEmpty ? nil : times[times.count / 2]
    }
}
