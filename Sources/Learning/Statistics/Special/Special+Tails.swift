extension Special {
    /// The complementary error function, 2 ÷ √π · ∫ from x to infinity of exp(−t²).
    package static func erfc(_ x: Double) -> Double {
        x >= 0 ? upperGamma(0.5, x * x) : 1 + lowerGamma(0.5, x * x)
    }

    /// The probability that a standard normal number is above `z`.
    package static func normalTail(_ z: Double) -> Double {
        let outside = z * z / 2
        return z >= 0 ? upperGamma(0.5, outside) / 2 : (1 + lowerGamma(0.5, outside)) / 2
    }

    /// The probability that a chi-square number is above `x`.
    ///
    /// - Parameters:
    ///   - x: Not negative.
    ///   - degrees: Degrees of freedom, above 0.
    /// - Returns: A probability.
    package static func chiSquareTail(_ x: Double, degrees: Double) -> Double {
        upperGamma(degrees / 2, x / 2)
    }

    /// The probability that the magnitude of Student's t is above that of `t`.
    ///
    /// Its relative error is about 1e-15, and 1e-16 · `degrees` where that is greater.
    ///
    /// - Parameters:
    ///   - t: Either sign.
    ///   - degrees: Degrees of freedom, above 0, whole or not.
    /// - Returns: A probability.
    package static func studentTwoSidedTail(_ t: Double, degrees: Double) -> Double {
        let square = t * t
        let total = degrees + square
        return incompleteBeta(degrees / 2, 0.5, x: degrees / total, complement: square / total)
    }
}
