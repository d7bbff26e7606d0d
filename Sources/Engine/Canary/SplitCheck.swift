import Learning

/// Whether the traffic is split as it was meant: chi-square over the units of one step.
///
/// It looks at 200 units, 400, 800 and so on, at look k with alpha ÷ (k · (k + 1)): these sum to alpha, so that looking
/// again costs nothing. Each unit counts once, whatever it asks.
struct SplitCheck: Codable, Hashable, Sendable {
    /// What does not fit the meant split, with its numbers.
    struct Mismatch: Hashable, Sendable {
        var units: Int
        var onCandidate: Int
        var expected: Double
        var pValue: Double
    }

    private static let firstLook = 200
    /// Named units that are told apart; later ones do not count.
    private static let unitLimit = 4_096

    private(set) var units = 0
    private(set) var onCandidate = 0
    private var looks = 0
    /// The names that came, as 64-bit FNV-1a hashes in order.
    private var seen: [UInt64] = []

    init() {}

    /// Counts a unit's answer in, and looks where it is time.
    ///
    /// - Parameters:
    ///   - unit: Its name; nil for an event that is a unit of its own.
    ///   - isOnCandidate: Which arm it is on.
    ///   - weight: The candidate's meant share in percent, above 0 and below 100.
    ///   - alpha: Chance, over all looks, that a split as meant is called a mismatch; 0 never looks.
    /// - Returns: What does not fit; nil where nothing does or it is not time.
    /// - Complexity: O(1), O(units) for a new name.
    mutating func add(unit: String?, isOnCandidate: Bool, weight: Double, alpha: Double) -> Mismatch? {
        guard alpha > 0, isNew(unit) else { return nil }
        units += 1
        if isOnCandidate { onCandidate += 1 }
        guard units == Self.firstLook << looks else { return nil }
        looks += 1
        let expected = Double(units) * weight / 100
        let gap = Double(onCandidate) - expected
        let statistic = gap * gap / expected + gap * gap / (Double(units) - expected)
        let pValue = Special.chiSquareTail(statistic, degrees: 1)
        guard pValue < alpha / Double(looks * (looks + 1)) else { return nil }
        return Mismatch(units: units, onCandidate: onCandidate, expected: expected, pValue: pValue)
    }

    private mutating func isNew(_ unit: String?) -> Bool {
        guard let unit else { return true }
        guard seen.count < Self.unitLimit else { return false }
        let hash = unit.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        var (low, high) = (0, seen.count)
        while low < high {
            let middle = (low + high) / 2
            if seen[middle] < hash { low = middle + 1 } else { high = middle }
        }
        guard low == seen.count || seen[low] != hash else { return false }
        seen.insert(hash, at: low)
        return true
    }
}
