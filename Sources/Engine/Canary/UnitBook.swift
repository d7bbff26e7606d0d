import Domain
import Learning

/// What becomes of each unit of an A/B comparison: its outcomes from its first prediction on, for one window, whole.
///
/// A unit counts once, at one age, on the arm that it was first on; one that was seen on both arms is left out.
/// Where no unit is named, each event is its own.
struct UnitBook: Codable, Sendable {
    /// A unit whose window is over.
    struct Outcome: Hashable, Sendable {
        var arm: TestArm
        /// The sum of what was told, or its mean.
        var sum: Double
        /// How often something was told.
        var count: Int
    }

    private struct Unit: Codable, Sendable {
        var name: UInt64?
        var arm: TestArm
        var since: Timestamp
        var events: [Int64]
        var sum = 0.0
        var count = 0
        var isOnBoth = false
    }

    /// Named units that are told apart; later ones do not count.
    private static let unitLimit = 1_000_000

    /// Oldest first; those before `head` are done.
    private var units: [Unit] = []
    private var head = 0
    /// Place in `units` counted from the first unit ever, by event.
    private var byEvent: [Int64: Int] = [:]
    /// The same by name, also for units that are done.
    private var byName: [UInt64: Int] = [:]
    private var removed = 0

    init() {}

    /// Units whose window is not over.
    var openCount: Int { units.count - head }

    /// Counts a prediction for a unit in.
    ///
    /// - Parameters:
    ///   - event: The prediction's event.
    ///   - unit: The unit's name; nil for an event that is a unit of its own.
    ///   - arm: Which arm answered.
    ///   - time: Stream time.
    /// - Complexity: O(1)
    mutating func expose(event: Int64, unit: String?, arm: TestArm, at time: Timestamp) {
        let name = unit.map(Self.hash)
        if let name, let place = byName[name] {
            let index = place - removed
            guard index >= head else { return }
            if units[index].arm != arm { units[index].isOnBoth = true }
            units[index].events.append(event)
            byEvent[event] = place
            return
        }
        guard name == nil || byName.count < Self.unitLimit else { return }
        let place = removed + units.count
        units.append(Unit(name: name, arm: arm, since: time, events: [event]))
        byEvent[event] = place
        if let name { byName[name] = place }
    }

    /// Adds what was told of a prediction to its unit.
    ///
    /// - Parameters:
    ///   - amount: In the metric's unit; of a correction, what changes.
    ///   - event: The prediction's event.
    /// - Returns: False where the unit is unknown or its window is over.
    @discardableResult
    mutating func add(_ amount: Double, to event: Int64) -> Bool {
        guard let place = byEvent[event] else { return false }
        units[place - removed].sum += amount
        units[place - removed].count += 1
        return true
    }

    /// The units whose window was over before `moment`, oldest first; each is given once.
    ///
    /// - Complexity: O(units given) on average
    mutating func close(openedBefore moment: Timestamp) -> [Outcome] {
        var outcomes: [Outcome] = []
        while head < units.count, units[head].since < moment {
            let unit = units[head]
            for event in unit.events { byEvent[event] = nil }
            if !unit.isOnBoth { outcomes.append(Outcome(arm: unit.arm, sum: unit.sum, count: unit.count)) }
            head += 1
        }
        if head > 4_096, head > units.count / 2 {
            units.removeFirst(head)
            removed += head
            head = 0
        }
        return outcomes
    }

    /// 64-bit FNV-1a.
    private static func hash(_ name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private enum CodingKeys: String, CodingKey {
        case units
        case done
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for name in try container.decode([UInt64].self, forKey: .done) { byName[name] = -1 }
        for unit in try container.decode([Unit].self, forKey: .units) {
            for event in unit.events { byEvent[event] = units.count }
            if let name = unit.name { byName[name] = units.count }
            units.append(unit)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Array(units[head...]), forKey: .units)
        try container.encode(byName.filter { $0.value - removed < head }.keys.sorted(), forKey: .done)
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has no units.
    func decode(_ type: UnitBook.Type, forKey key: Key) throws -> UnitBook {
        try decodeIfPresent(type, forKey: key) ?? UnitBook()
    }
}
