extension Special {
    /// The number that a standard normal one is above with this probability; found by halving an interval.
    ///
    /// - Parameter probability: Above 0 and below 1; at least 1e-300.
    /// - Returns: The quantile to about 1e-14 of its size.
    package static func normalUpperQuantile(_ probability: Double) -> Double {
        halving(from: -40, to: 40) { normalTail($0) > probability }
    }

    /// The number that the magnitude of Student's t is above with this probability.
    ///
    /// - Parameters:
    ///   - probability: Above 0 and below 1.
    ///   - degrees: Degrees of freedom, above 0, whole or not.
    /// - Returns: The quantile, at most 1e8.
    package static func studentTwoSidedQuantile(_ probability: Double, degrees: Double) -> Double {
        halving(from: 0, to: 1e8) { studentTwoSidedTail($0, degrees: degrees) > probability }
    }

    /// Where a condition that holds below ends to hold.
    private static func halving(from low: Double, to high: Double, _ holds: (Double) -> Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if holds(middle) { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}
