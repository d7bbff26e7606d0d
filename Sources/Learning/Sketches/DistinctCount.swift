import Foundation

/// How many different texts a stream holds, in at most 2ᵖ bytes.
///
///     var users = try DistinctCount(precision: 14)
///     try users.add("user-17")
///     users.estimate
///
/// While there are few, their hashes themselves are kept and the count is exact (but for two of equal hash, one chance in
/// 10¹² for a million). Later each of 2ᵖ registers keeps the longest run of zero bits of its hashes, and the relative
/// standard error is 1.04 ÷ √2ᵖ (0.81 % for a precision of 14). The estimator needs no table of corrections for bias.
/// Merging is exact: in any order it gives the sketch of the whole stream.
///
/// Source: Heule, Nunkesser, Hall, "HyperLogLog in Practice" (HyperLogLog++: 64-bit hashes, sparse form), EDBT 2013;
/// Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017 (the estimator).
package struct DistinctCount: Sketch {
    package static let savedName = "distinct-count"
    package static let savedVersion = 1
    private static let precisions = 4...18

    package let precision: Int
    /// Ascending, while they take less memory than the registers.
    private var hashes: [UInt64]? = []
    private var registers = Data()

    /// - Parameter precision: From 4, 16 registers, to 18, 262,144 registers.
    /// - Throws: ``SketchError/size(name:_:allowed:)``
    package init(precision: Int = 14) throws(SketchError) {
        try SketchError.check("the precision", precision, in: Self.precisions)
        self.precision = precision
    }

    /// The estimate's standard error as a share, once the count is not exact.
    package var relativeError: Double { 1.04 / Double(1 << precision).squareRoot() }

    /// Bytes of hashes or registers held.
    package var storedBytes: Int { registers.count + 8 * (hashes?.count ?? 0) }

    /// - Complexity: O(1), and O(2ᵖ) at most while the count is exact
    package mutating func add(_ item: String) {
        insert(StableHash.hash(item))
    }

    package mutating func merge(_ other: Self) throws(SketchError) {
        guard other.precision == precision else { throw .otherSettings(precision, other.precision) }
        if let theirs = other.hashes {
            for hash in theirs { insert(hash) }
            return
        }
        makeDense()
        for index in registers.indices { registers[index] = max(registers[index], other.registers[index]) }
    }

    /// The number of different items seen; exact while there are few.
    ///
    /// - Complexity: O(2ᵖ)
    package var estimate: Double {
        if let hashes { return Double(hashes.count) }
        let most = 64 - precision + 1
        var histogram = Array(repeating: 0.0, count: most + 1)
        for register in registers { histogram[Int(register)] += 1 }
        let size = Double(1 << precision)
        var sum = size * Self.tau(1 - histogram[most] / size)
        for level in (1..<most).reversed() { sum = (sum + histogram[level]) / 2 }
        sum += size * Self.sigma(histogram[0] / size)
        return size * size / (2 * Elementary.log(2) * sum)
    }

    private mutating func insert(_ hash: UInt64) {
        guard var sparse = hashes else { return raise(hash) }
        let place = Self.place(of: hash, in: sparse)
        guard place == sparse.count || sparse[place] != hash else { return }
        hashes = nil
        sparse.insert(hash, at: place)
        hashes = sparse
        if sparse.count * 8 > 1 << precision { makeDense() }
    }

    private mutating func makeDense() {
        guard let sparse = hashes else { return }
        hashes = nil
        registers = Data(repeating: 0, count: 1 << precision)
        for hash in sparse { raise(hash) }
    }

    /// The first bits choose the register; it keeps the place of the first one among the others.
    private mutating func raise(_ hash: UInt64) {
        let index = Int(hash >> UInt64(64 - precision))
        let run = min((hash << UInt64(precision)).leadingZeroBitCount, 64 - precision) + 1
        registers[index] = max(registers[index], UInt8(run))
    }

    private static func place(of hash: UInt64, in sorted: [UInt64]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// x + Σ x^(2ᵏ)·2ᵏ⁻¹, which accounts for registers that are still 0.
    private static func sigma(_ share: Double) -> Double {
        guard share < 1 else { return .infinity }
        var (power, factor, sum, before) = (share, 1.0, share, -1.0)
        while sum != before {
            power *= power
            before = sum
            sum += power * factor
            factor += factor
        }
        return sum
    }

    /// (1 − x − Σ (1 − x^(2⁻ᵏ))²·2⁻ᵏ) ÷ 3, which accounts for registers that are full.
    private static func tau(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        var (root, factor, sum, before) = (share, 1.0, 1 - share, -1.0)
        while sum != before {
            root = root.squareRoot()
            before = sum
            factor /= 2
            sum -= (1 - root) * (1 - root) * factor
        }
        return sum / 3
    }
}
