/// Rows a second, smoothed over the last few seconds.
struct RateMeter: Sendable {
    private var start: UInt64?
    private var rows = 0
    private(set) var perSecond = 0.0

    mutating func add(_ count: Int, now: UInt64) {
        guard let began = start else {
            start = now
            return
        }
        rows += count
        let seconds = Double(now - began) / 1e9
        guard seconds >= 1 else { return }
        let newest = Double(rows) / seconds
        // A jump shows at once; the ripple of whole rows a second does not.
        let jumps = perSecond == 0 || newest == 0 || abs(newest - perSecond) > perSecond / 2
        perSecond = jumps ? newest : 0.8 * perSecond + 0.2 * newest
        rows = 0
        start = now
    }
}
