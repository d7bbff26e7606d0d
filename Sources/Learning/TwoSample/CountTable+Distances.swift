extension CountTable {
    /// The Hellinger distance of the two samples' shares, from 0 (equal) to 1 (no category in common).
    ///
    /// - Complexity: O(categories)
    package func hellinger() -> Double {
        let sum = shares().reduce(0) { sum, pair in
            let difference = pair.reference.squareRoot() - pair.current.squareRoot()
            return sum + difference * difference
        }
        return (sum / 2).squareRoot()
    }

    /// The total variation distance, from 0 to 1: the greatest difference in probability of any set of categories.
    ///
    /// - Complexity: O(categories)
    package func totalVariation() -> Double {
        shares().reduce(0) { $0 + ($1.reference - $1.current).magnitude } / 2
    }

    private func shares() -> [(reference: Double, current: Double)] {
        let referenceTotal = Double(reference.reduce(0, +))
        let currentTotal = Double(current.reduce(0, +))
        return zip(reference, current).map { (Double($0) / referenceTotal, Double($1) / currentTotal) }
    }
}
