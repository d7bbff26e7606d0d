/// How much the stretches behind the label watermark weigh by now; a horizon of them at most.
struct PassedStretches: Codable, Hashable, Sendable {
    private struct Stretch: Codable, Hashable {
        var start: Int64
        /// Scores up to its own, counted from the first stretch.
        var through: Int
    }

    /// By start.
    private var stretches: [Stretch] = []
    private var through = 0

    init() {}

    /// The mark has passed over a stretch; it passes over them in order.
    mutating func add(_ start: Int64, scored: Int) {
        through += scored
        stretches.append(Stretch(start: start, through: through))
    }

    mutating func forget(before start: Int64) {
        let old = stretches.prefix { $0.start < start }.count
        if old > 0 { stretches.removeFirst(old) }
    }

    /// What a score of the stretch weighs against one of the newest; nil where it is not known.
    ///
    /// - Complexity: O(log stretches)
    func weight(of start: Int64, fading: Double) -> Double? {
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].start < start { low = middle + 1 } else { high = middle }
        }
        guard low < stretches.count, stretches[low].start == start else { return nil }
        return Self.power(fading, through - stretches[low].through)
    }

    /// By squaring, so that every machine rounds alike.
    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, rest) = (1.0, base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program knows of none.
    func decode(_ type: PassedStretches.Type, forKey key: Key) throws -> PassedStretches {
        try decodeIfPresent(type, forKey: key) ?? PassedStretches()
    }
}
