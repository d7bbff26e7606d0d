/// Distances between two distributions over the same bins or categories, given as counts.
///
///     try ShareDistance.stability([120, 60, 20], [80, 70, 50])        // PSI, 0.226…
///
/// A category that one sample has not is a count of 0. All are symmetric, and 0 where the shares are equal.
package enum ShareDistance {
    /// The base of the logarithm in the Jensen–Shannon distance.
    package enum Base: Hashable, Sendable {
        /// As SciPy and Evidently without further words; at most √ln 2.
        case natural
        /// At most 1.
        case two
    }

    /// What an empty cell counts as in PSI, as in Evidently.
    static let floorShare = 0.0001

    /// The population stability index: Σ (c − r) · ln(c ÷ r), an empty cell counting as 0.01 %.
    ///
    /// Source: Siddiqi, "Credit Risk Scorecards", 2006.
    ///
    /// - Throws: ``DistanceError`` for samples without a row or of different lengths.
    package static func stability(_ reference: [Int], _ current: [Int]) throws(DistanceError) -> Double {
        try sum(reference, current, stabilityTerm)
    }

    /// The Jensen–Shannon distance: the root of the divergence, as SciPy's `jensenshannon`.
    ///
    /// Source: Endres and Schindelin, "A New Metric for Probability Distributions", IEEE Trans. Inf. Theory 49(7), 2003.
    ///
    /// - Throws: ``DistanceError`` for samples without a row or of different lengths.
    package static func jensenShannon(
        _ reference: [Int], _ current: [Int], base: Base
    ) throws(DistanceError) -> Double {
        let divergence = try sum(reference, current) { reference, current in
            let middle = (reference + current) / 2
            return information(reference, middle) + information(current, middle)
        }
        let unit = base == .two ? Elementary.log(2) : 1
        // Rounding may leave equal shares a hair below 0.
        return (max(divergence, 0) / 2 / unit).squareRoot()
    }

    /// The Hellinger distance, from 0 to 1.
    ///
    /// - Throws: ``DistanceError`` for samples without a row or of different lengths.
    package static func hellinger(_ reference: [Int], _ current: [Int]) throws(DistanceError) -> Double {
        let squares = try sum(reference, current) { reference, current in
            let gap = reference.squareRoot() - current.squareRoot()
            return gap * gap
        }
        return (squares / 2).squareRoot()
    }

    /// Half the sum of the shares' differences, from 0 to 1.
    ///
    /// - Throws: ``DistanceError`` for samples without a row or of different lengths.
    package static func totalVariation(_ reference: [Int], _ current: [Int]) throws(DistanceError) -> Double {
        try sum(reference, current) { abs($0 - $1) } / 2
    }

    /// One bin's part of the stability index.
    static func stabilityTerm(_ reference: Double, _ current: Double) -> Double {
        if reference == 0, current == 0 { return 0 }
        let (before, now) = (reference == 0 ? floorShare : reference, current == 0 ? floorShare : current)
        return (now - before) * Elementary.log(now / before)
    }

    private static func information(_ share: Double, _ middle: Double) -> Double {
        share == 0 ? 0 : share * Elementary.log(share / middle)
    }

    private static func sum(
        _ reference: [Int], _ current: [Int], _ term: (Double, Double) -> Double
    ) throws(DistanceError) -> Double {
        guard reference.count == current.count else {
            throw .shareCount(reference: reference.count, current: current.count)
        }
        let (rows, currentRows) = (reference.reduce(0, +), current.reduce(0, +))
        guard rows > 0 else { throw .empty(.reference) }
        guard currentRows > 0 else { throw .empty(.current) }
        return zip(reference, current).reduce(0) { sum, counts in
            sum + term(Double(counts.0) / Double(rows), Double(counts.1) / Double(currentRows))
        }
    }
}

extension ShareDistance {
    /// The stability index of numbers, cut by a rule.
    ///
    /// - Throws: ``DistanceError`` for an empty sample, NaN or infinity, fewer than two bins.
    package static func stability(
        from reference: [Double], to current: [Double], bins rule: BinRule
    ) throws(DistanceError) -> Double {
        let counts = try binned(reference, current, rule)
        return try stability(counts.reference, counts.current)
    }

    /// The Jensen–Shannon distance of numbers, cut by a rule.
    ///
    /// - Throws: ``DistanceError`` for an empty sample, NaN or infinity, fewer than two bins.
    package static func jensenShannon(
        from reference: [Double], to current: [Double], bins rule: BinRule, base: Base
    ) throws(DistanceError) -> Double {
        let counts = try binned(reference, current, rule)
        return try jensenShannon(counts.reference, counts.current, base: base)
    }

    private static func binned(
        _ reference: [Double], _ current: [Double], _ rule: BinRule
    ) throws(DistanceError) -> (reference: [Int], current: [Int]) {
        try DistanceError.check(reference, .reference)
        try DistanceError.check(current, .current)
        let bins = try NumberBins(rule, reference: reference, current: current)
        return (bins.counts(reference), bins.counts(current))
    }
}
