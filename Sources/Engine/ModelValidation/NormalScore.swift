import Learning

/// Quantiles of the normal distribution.
enum NormalScore {
    /// The score that is exceeded with a chance of `tail`, above 0 and at most 0.5; found by halving to 12 digits.
    static func upper(_ tail: Double) -> Double {
        var (low, high) = (0.0, 40.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Special.normalTail(middle) > tail { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
