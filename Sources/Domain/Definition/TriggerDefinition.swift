/// When a search starts by itself.
package struct TriggerDefinition: Hashable, Codable, Sendable {
    package enum Kind: Hashable, Codable, Sendable {
        /// Every so much stream time.
        case periodic(every: TimeSpan)
        /// So many labelled rows since the newest training cut.
        case newRows(count: Int)
        /// ADWIN on the error stream, or this many columns over the stability limit.
        case drift(columns: Int)
        /// The served metric this far below its best since the last promotion: accuracy points (0–1), or the share of the error.
        case decay(drop: Double)

        package var name: String {
            switch self {
            case .periodic: "periodic"
            case .newRows: "new-rows"
            case .drift: "drift"
            case .decay: "decay"
            }
        }
    }

    package var kind: Kind
    /// False only evaluates and records; it starts nothing.
    package var isLive: Bool
    /// The condition must hold in this many of the last `debounceOf` evaluations.
    package var debounceHits: Int
    package var debounceOf: Int
    /// Stream time from the end of a run to the next; doubles after each run without gain, eightfold at most.
    package var coolDown: TimeSpan

    package init(
        kind: Kind, isLive: Bool = true, debounceHits: Int = 3, debounceOf: Int = 4, coolDown: TimeSpan = .days(7)
    ) {
        self.kind = kind
        self.isLive = isLive
        self.debounceHits = debounceHits
        self.debounceOf = debounceOf
        self.coolDown = coolDown
    }
}
