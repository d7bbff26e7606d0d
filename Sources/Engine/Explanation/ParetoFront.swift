/// Points of several costs of which each is the best in its way.
enum ParetoFront {
    /// Which points no other one is at least as cheap as in all costs, and cheaper in one.
    ///
    /// A cost that is not known of some point, as NaN, is the highest.
    ///
    /// - Complexity: O(n² · costs)
    static func members(of points: [[Double]]) -> [Bool] {
        points.map { point in !points.contains { beats($0, point) } }
    }

    private static func beats(_ one: [Double], _ other: [Double]) -> Bool {
        let pairs = zip(one.map(known), other.map(known))
        return pairs.allSatisfy { $0 <= $1 } && pairs.contains { $0 < $1 }
    }

    private static func known(_ cost: Double) -> Double { cost.isNaN ? .infinity : cost }
}
