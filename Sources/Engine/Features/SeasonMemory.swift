import Domain

/// Known labels by their time within a period: what usually holds at this hour of the day or the week.
struct SeasonMemory: Codable, Hashable, Sendable {
    /// A part of the period.
    private struct Slot: Codable, Hashable, Sendable {
        /// Labels counted in, up to where more make no difference.
        var count: Double
        /// A fading mean a channel.
        var means: [Double]
        var last: Double
        var time: Timestamp
    }

    /// A new label moves a slot's mean by so much at least.
    private static let slotStep = 0.25
    /// A new label moves the distance from the usual by so much.
    private static let departureStep = 0.3
    private static let mostSlots: Int64 = 366

    private let period: Int64
    /// Milliseconds that a slot spans.
    private let width: Int64
    private var slots: [Slot?]
    /// How far the last labels were above their slots' means; nil before the first that had one.
    private var departure: Double?

    init(period: TimeSpan) {
        let milliseconds = max(1, period.milliseconds)
        self.period = milliseconds
        let (quarter, hour): (Int64, Int64) = (900_000, 3_600_000)
        width =
            if milliseconds <= quarter * Self.mostSlots {
                quarter
            } else if milliseconds <= hour * Self.mostSlots {
                hour
            } else {
                (milliseconds + Self.mostSlots - 1) / Self.mostSlots
            }
        slots = Array(repeating: nil, count: Int((milliseconds + width - 1) / width))
    }

    /// Appends the means of the slot, its last label and, of numbers, the departure; NaN for what is not known.
    func append(at time: Timestamp, _ layout: RowMemoryLayout, to features: inout [Double]) {
        let slot = slots[place(of: time)]
        for channel in 0..<layout.channels { features.append(slot.map { $0.means[channel] } ?? .nan) }
        features.append(slot?.last ?? .nan)
        if layout.isNumeric { features.append(departure ?? .nan) }
    }

    /// Counts a label of an event at `time` in.
    mutating func add(_ label: Double, at time: Timestamp, _ layout: RowMemoryLayout) {
        let place = place(of: time)
        guard var slot = slots[place] else {
            let means = (0..<layout.channels).map { layout.level(label, channel: $0) }
            slots[place] = Slot(count: 1, means: means, last: label, time: time)
            return
        }
        if layout.isNumeric {
            let distance = label - slot.means[0]
            let old = departure ?? 0
            departure = old + Self.departureStep * (distance - old)
        }
        slot.count = min(slot.count + 1, 1 / Self.slotStep)
        for channel in slot.means.indices {
            slot.means[channel] += (layout.level(label, channel: channel) - slot.means[channel]) / slot.count
        }
        if time >= slot.time { (slot.last, slot.time) = (label, time) }
        slots[place] = slot
    }

    private func place(of time: Timestamp) -> Int {
        let phase = time.rawValue % period
        return Int((phase < 0 ? phase + period : phase) / width)
    }
}
