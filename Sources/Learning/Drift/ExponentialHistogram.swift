/// A window of numbers as buckets of 1, 2, 4 … values, at most so many of a size: O(log width) numbers for any width.
///
/// Level k holds buckets of 2ᵏ values, oldest first: their number, then all sums, then all sums of squared deviations. All
/// levels lie in one array, so that a value costs one look at it.
///
/// Source: Datar, Gionis, Indyk, Motwani, "Maintaining Stream Statistics over Sliding Windows", SIAM J. Comput. 31, 2002.
struct ExponentialHistogram: Hashable, Codable, Sendable {
    /// Buckets that a level has room for.
    private let room: Int
    private var numbers: [Double]

    /// - Precondition: At least two buckets of a size.
    init(maximumBuckets: Int) {
        precondition(maximumBuckets >= 2, "ExponentialHistogram needs room for 2 buckets, got \(maximumBuckets)")
        room = maximumBuckets + 1
        numbers = Array(repeating: 0, count: 1 + 2 * room)
    }

    private var levelWidth: Int { 1 + 2 * room }
    private var levels: Int { numbers.count / levelWidth }

    /// Adds one value as the newest; of too many buckets of one size the two oldest become one.
    ///
    /// - Complexity: O(1) on average, O(log width) at most
    @inline(__always)
    mutating func append(_ value: Double) {
        let room = room
        let isFull = numbers.withUnsafeMutableBufferPointer { numbers in
            let count = numbers[0]
            numbers[1 + Int(count)] = value
            numbers[0] = count + 1
            return Int(count) + 1 == room
        }
        if isFull { mergeOldest() }
    }

    /// Takes the oldest bucket out.
    ///
    /// - Returns: Values in it, their sum and their sum of squared deviations.
    /// - Complexity: O(1)
    mutating func removeOldest() -> (size: Double, total: Double, variance: Double) {
        let start = (levels - 1) * levelWidth
        let oldest = (Double(1 << (levels - 1)), numbers[start + 1], numbers[start + 1 + room])
        let room = room
        numbers.withUnsafeMutableBufferPointer { Self.drop(1, at: start, $0, room) }
        while levels > 1, numbers[(levels - 1) * levelWidth] == 0 { numbers.removeLast(levelWidth) }
        return oldest
    }

    /// Calls with each bucket's size and sum, oldest first but for the newest of all, until one call says true.
    ///
    /// - Returns: Whether a call said true.
    @inline(__always)
    func contains(_ isWanted: (_ size: Double, _ total: Double) -> Bool) -> Bool {
        let (levels, width) = (levels, levelWidth)
        return numbers.withUnsafeBufferPointer { numbers in
            for level in stride(from: levels - 1, through: 0, by: -1) {
                let size = Double(1 << level)
                let start = level * width
                for index in 0..<max(0, Int(numbers[start]) - (level == 0 ? 1 : 0))
                where isWanted(size, numbers[start + 1 + index]) { return true }
            }
            return false
        }
    }

    private mutating func mergeOldest() {
        let (room, width) = (room, levelWidth)
        var start = 0
        var size = 1.0
        while Int(numbers[start]) == room {
            if start + width == numbers.count { numbers.append(contentsOf: repeatElement(0, count: width)) }
            numbers.withUnsafeMutableBufferPointer { numbers in
                let (first, second) = (numbers[start + 1], numbers[start + 2])
                let above = start + width + 1 + Int(numbers[start + width])
                numbers[above] = first + second
                // size² · (difference of the means)² ÷ 2 size; a power of two changes no digit.
                let difference = first - second
                numbers[above + room] =
                    numbers[start + 1 + room] + numbers[start + 2 + room] + difference * difference * (0.5 / size)
                numbers[start + width] += 1
                Self.drop(2, at: start, numbers, room)
            }
            start += width
            size *= 2
            if start == numbers.count { return }
        }
    }

    /// Drops a level's first buckets; what becomes free is 0.
    @inline(__always)
    private static func drop(_ dropped: Int, at start: Int, _ numbers: UnsafeMutableBufferPointer<Double>, _ room: Int)
    {
        numbers[start] -= Double(dropped)
        let kept = room - dropped
        for index in start + 1..<start + 1 + kept {
            numbers[index] = numbers[index + dropped]
            numbers[index + room] = numbers[index + room + dropped]
        }
        for index in start + 1 + kept..<start + 1 + room {
            numbers[index] = 0
            numbers[index + room] = 0
        }
    }
}
