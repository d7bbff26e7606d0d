/// Whether traffic falls to the arms in the planned shares, tested after every unit.
///
///     var ratio = try SampleRatioTest(shares: [0.9, 0.1])
///     try ratio.add(arm: 1)
///     ratio.process.rejects(at: 0.001)      // a mismatch: do not believe the comparison
///
/// The multinomial likelihood mixed over a Dirichlet distribution around the plan, against the plan itself. It is an exact
/// martingale under the plan: no count is too small, and units may be counted one by one or in batches.
///
/// Source: Lindon, Malek, "Anytime-Valid Inference for Multinomial Count Data", NeurIPS 2022.
package struct SampleRatioTest: Hashable, Saved {
    package static let savedName = "sample-ratio-test"
    package static let savedVersion = 1

    private let shares: [Double]
    private let concentration: Double
    package private(set) var counts: [Int]
    /// Against the planned shares.
    package private(set) var process = EProcess()

    /// - Parameters:
    ///   - shares: The plan, one share an arm, adding up to 1.
    ///   - concentration: Units that the mixture weighs; the greater, the smaller the mismatches it looks for.
    /// - Throws: ``EvidenceError/shares(_:)`` and ``EvidenceError/setting(name:value:allowed:)``
    package init(shares: [Double], concentration: Double = 100) throws(EvidenceError) {
        let total = shares.reduce(0, +)
        guard shares.count >= 2, shares.allSatisfy({ $0 > 0 && $0.isFinite }), (total - 1).magnitude < 1e-9 else {
            throw .shares(shares)
        }
        try EvidenceError.checkPositive("the concentration", concentration)
        self.shares = shares.map { $0 / total }
        self.concentration = concentration
        counts = shares.map { _ in 0 }
    }

    /// Counts units of one arm in.
    ///
    /// - Throws: ``EvidenceError/arm(index:arms:)`` and ``EvidenceError/count(_:)``
    /// - Complexity: O(units), and O(arms) memory
    package mutating func add(arm: Int, units: Int = 1) throws(EvidenceError) {
        guard shares.indices.contains(arm) else { throw .arm(index: arm, arms: shares.count) }
        guard units >= 0 else { throw .count(units) }
        var total = counts.reduce(0, +)
        for _ in 0..<units {
            let predicted = (concentration * shares[arm] + Double(counts[arm])) / (concentration + Double(total))
            process.multiply(by: EValue(computedLogarithm: Elementary.log(predicted / shares[arm])))
            counts[arm] += 1
            total += 1
        }
    }
}
