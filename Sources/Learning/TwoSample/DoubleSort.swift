/// Sorts doubles in linear time by their bits.
///
/// The bits, with the sign turned, order like the numbers. Three passes over 11 bits each, from the highest bit in which
/// any two differ, bring almost every value to its place, as numbers seldom agree in 33 bits; a last pass by insertion
/// moves the few that do. Where they are many, the remaining bits get their passes too.
///
/// The memory that it works in stays for the next column: fresh pages cost as much as the sorting.
///
/// Source: Knuth, "The Art of Computer Programming" 3, 5.2.5 (distribution) with 5.2.1 (insertion).
struct DoubleSort {
    private typealias Keys = UnsafeMutableBufferPointer<UInt64>
    private typealias Places = UnsafeMutableBufferPointer<Int32>

    private static let digitBits = 11
    private static let digits = 1 << digitBits
    private static let mask = UInt64(digits - 1)
    /// Below it the standard sort is quicker than clearing the counts.
    private static let fewest = 512

    private var keys: [UInt64] = []
    private var spare: [UInt64] = []

    /// The values in ascending order, −0 before 0.
    ///
    /// - Precondition: No value is NaN.
    /// - Complexity: O(values) time and memory
    mutating func sorted(_ values: [Double]) -> [Double] {
        guard values.count >= Self.fewest else { return values.sorted { Self.key($0) < Self.key($1) } }
        if keys.count < values.count {
            keys = Array(repeating: 0, count: values.count)
            spare = keys
        }
        return keys.withUnsafeMutableBufferPointer { keys in
            spare.withUnsafeMutableBufferPointer { spare in
                let (first, second) = (Keys(rebasing: keys[..<values.count]), Keys(rebasing: spare[..<values.count]))
                return Self.sort(first, second, differing: Self.fill(first, from: values)).map(Self.value)
            }
        }
    }

    /// - Returns: The buffer that holds the sorted keys in the end.
    private static func sort(_ keys: Keys, _ spare: Keys, differing: UInt64) -> Keys {
        let highest = 64 - differing.leadingZeroBitCount
        let lowest = max(0, highest - 3 * digitBits)
        var sorted = distribute(keys, spare, bits: lowest..<highest)
        if lowest > 0, !insert(sorted, mostMoves: 4 * sorted.count) {
            let other = sorted.baseAddress == keys.baseAddress ? spare : keys
            sorted = distribute(sorted, other, bits: 0..<highest)
        }
        return sorted
    }

    private static func key(_ value: Double) -> UInt64 {
        let bits = value.bitPattern
        return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
    }

    private static func value(_ key: UInt64) -> Double {
        Double(bitPattern: key ^ (UInt64(bitPattern: ~Int64(bitPattern: key) >> 63) | 1 << 63))
    }

    /// - Returns: The bits in which any two keys differ.
    private static func fill(_ keys: Keys, from values: [Double]) -> UInt64 {
        let first = key(values[0])
        var differing: UInt64 = 0
        for index in values.indices {
            let key = key(values[index])
            keys[index] = key
            differing |= key ^ first
        }
        return differing
    }

    /// Stable passes over the bits, lowest digit first.
    private static func distribute(_ keys: Keys, _ spare: Keys, bits: Range<Int>) -> Keys {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: digits) { places in
            var (from, to) = (keys, spare)
            for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: digitBits) {
                count(from, into: places, shift: UInt64(shift))
                for key in from {
                    let digit = Int(truncatingIfNeeded: key &>> UInt64(shift) & mask)
                    to[Int(places[digit])] = key
                    places[digit] &+= 1
                }
                (from, to) = (to, from)
            }
            return from
        }
    }

    /// Where the first key of each digit goes.
    private static func count(_ keys: Keys, into places: Places, shift: UInt64) {
        places.initialize(repeating: 0)
        for key in keys { places[Int(truncatingIfNeeded: key &>> shift & mask)] &+= 1 }
        var start: Int32 = 0
        for digit in places.indices { (places[digit], start) = (start, start &+ places[digit]) }
    }

    /// Insertion; false where it was given up after too many moves, the keys being then in no order.
    private static func insert(_ keys: Keys, mostMoves: Int) -> Bool {
        var moves = 0
        for index in 1..<keys.count where keys[index] < keys[index - 1] {
            let key = keys[index]
            var place = index
            while place > 0, keys[place - 1] > key {
                keys[place] = keys[place - 1]
                place -= 1
            }
            keys[place] = key
            moves += index - place
            if moves > mostMoves { return false }
        }
        return true
    }
}
