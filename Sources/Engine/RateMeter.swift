/// Rows a second over the last few seconds.
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
        perSecond = Double(rows) / seconds
        rows = 0
        start = now
    }
}
