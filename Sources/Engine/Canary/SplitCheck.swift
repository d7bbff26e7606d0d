import Learning

/// Whether the traffic is split as it was meant: chi-square over the units of one step.
///
/// It looks at about 200 units, 400, 800 and so on, at look k with alpha ÷ (k · (k + 1)): these sum to alpha, so that looking
/// again costs nothing. Each unit counts once, whatever it asks. Of many named units those are kept whose hash is small,
/// which is a uniform sample of all that came so far: half of it goes whenever it is full. So the memory is bounded, and what
/// goes wrong late shows.
struct SplitCheck: Codable, Hashable, Sendable {
    /// What does not fit the meant split, with its numbers.
    struct Mismatch: Hashable, Sendable {
        var units: Int
        var onCandidate: Int
        var expected: Double
        var pValue: Double
    }

    private static let firstLook = 200
    private static let sampleLimit = 4_096

    /// Units that count: those without a name, and the sample of the named ones.
    private(set) var units = 0
    private(set) var onCandidate = 0
    /// The chance, were the split as it was meant, of one at least as far off as the newest look's; nil before the first.
    private(set) var probability: Double?
    private var looks = 0
    /// Hashes of the sampled names in order, the lowest bit of each set where the unit is on the candidate.
    private var sample: [UInt64] = []
    /// How often the sample was full: it holds the names whose hash is below 2^64 ÷ 2^halvings.
    private var halvings = 0

    init() {}

    /// Counts a unit's answer in, and looks where it is time.
    ///
    /// - Parameters:
    ///   - unit: Its name; nil for an event that is a unit of its own.
    ///   - isOnCandidate: Which arm it is on.
    ///   - weight: The candidate's meant share in percent, above 0 and below 100.
    ///   - alpha: Chance, over all looks, that a split as meant is called a mismatch; 0 never looks.
    /// - Returns: What does not fit; nil where nothing does or it is not time.
    /// - Complexity: O(1), O(sample) for a new name of the sample.
    mutating func add(unit: String?, isOnCandidate: Bool, weight: Double, alpha: Double) -> Mismatch? {
        guard alpha > 0, isCounted(unit, isOnCandidate) else { return nil }
        units += 1
        if isOnCandidate { onCandidate += 1 }
        if sample.count > Self.sampleLimit { halve() }
        guard estimatedUnits >= Self.firstLook << looks else { return nil }
        looks += 1
        let expected = Double(units) * weight / 100
        let gap = Double(onCandidate) - expected
        let statistic = gap * gap / expected + gap * gap / (Double(units) - expected)
        let pValue = Special.chiSquareTail(statistic, degrees: 1)
        probability = pValue
        guard pValue < alpha / Double(looks * (looks + 1)) else { return nil }
        return Mismatch(units: units, onCandidate: onCandidate, expected: expected, pValue: pValue)
    }

    /// About how many units have come, those outside of the sample among them.
    private var estimatedUnits: Int { units - sample.count + sample.count << halvings }

    private mutating func isCounted(_ unit: String?, _ isOnCandidate: Bool) -> Bool {
        guard let unit else { return true }
        let hash = Self.hash(of: unit)
        guard hash <= UInt64.max >> halvings else { return false }
        var (low, high) = (0, sample.count)
        while low < high {
            let middle = (low + high) / 2
            if sample[middle] >> 1 < hash >> 1 { low = middle + 1 } else { high = middle }
        }
        guard low == sample.count || sample[low] >> 1 != hash >> 1 else { return false }
        sample.insert(hash & ~1 | (isOnCandidate ? 1 : 0), at: low)
        return true
    }

    private mutating func halve() {
        halvings += 1
        while let last = sample.last, last > UInt64.max >> halvings {
            sample.removeLast()
            units -= 1
            if last & 1 == 1 { onCandidate -= 1 }
        }
    }

    /// FNV-1a, its bits mixed once more: alone it lets names that end alike lie together.
    private static func hash(of unit: String) -> UInt64 {
        var hash = unit.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ hash >> 33
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program told the first names apart and kept no sample: the check begins anew.
    func decode(_ type: SplitCheck.Type, forKey key: Key) throws -> SplitCheck {
        do {
            return try decodeIfPresent(type, forKey: key) ?? SplitCheck()
        } catch DecodingError.keyNotFound {
            return SplitCheck()
        }
    }
}
