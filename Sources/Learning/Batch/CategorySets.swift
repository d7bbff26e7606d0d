/// Sets of categories as bits, one after the other in words.
///
/// A set is the number of its words, then the words: bit b of word w stands for category 32 w + b.
struct CategorySets: Hashable, Sendable {
    /// The library holds categories in singles, which are exact for whole numbers below it.
    static let highest = 1 << 24 - 1

    private(set) var words: [UInt32]

    init(words: [UInt32] = []) {
        self.words = words
    }

    /// Adds a set.
    ///
    /// - Parameter categories: Each from 0 to ``highest``.
    /// - Returns: The set's place.
    mutating func append(_ categories: [Int]) -> UInt32 {
        let place = words.count
        var bits = Array(repeating: UInt32(0), count: (categories.max() ?? -1) / 32 + 1)
        for category in categories { bits[category / 32] |= 1 << UInt32(category % 32) }
        words.append(UInt32(bits.count))
        words += bits
        return UInt32(place)
    }

    /// Whether a whole set begins there.
    func holdsSet(at place: UInt32) -> Bool {
        let place = Int(place)
        return place < words.count && Int(words[place]) <= words.count - place - 1
    }

    /// Whether a value's category, its whole part, is in the set; no set has a value that is no category at all.
    ///
    /// - Parameters:
    ///   - value: Any number.
    ///   - place: One for which ``holdsSet(at:)``.
    /// - Returns: True where the bit is set.
    /// - Complexity: O(1)
    func contains(_ value: Float, at place: UInt32) -> Bool {
        guard value >= 0, value < Float(Self.highest) else { return false }
        let (category, place) = (Int(value), Int(place))
        guard category / 32 < Int(words[place]) else { return false }
        return words[place + 1 + category / 32] >> UInt32(category % 32) & 1 == 1
    }
}
