/// Special functions of statistics, built on ``Elementary`` so that every machine gives the same bits.
package enum Special {
    static let epsilon = 0x1p-52

    /// log(1 + x), without loss where x is small.
    ///
    /// Source: Kahan's correction of the rounding of 1 + x, as in Goldberg, "What Every Computer Scientist Should Know
    /// About Floating-Point Arithmetic", theorem 4, ACM Computing Surveys 23(1), 1991.
    static func log1p(_ x: Double) -> Double {
        let sum = 1 + x
        return sum == 1 ? x : Elementary.log(sum) * x / (sum - 1)
    }

    /// A continued fraction b₀ + a₁ ÷ (b₁ + a₂ ÷ (b₂ + …)), evaluated from the front until it stands still.
    ///
    /// Source: Lentz's method as modified by Thompson, Barnett, "Coulomb and Bessel Functions of Complex Arguments and
    /// Order", Journal of Computational Physics 64, 1986.
    ///
    /// - Parameters:
    ///   - first: b₀.
    ///   - term: aₖ and bₖ for k from 1.
    /// - Returns: The value of the fraction.
    static func continuedFraction(first: Double, term: (Double) -> (a: Double, b: Double)) -> Double {
        let tiny = 1e-300
        var value = first == 0 ? tiny : first
        var (numerator, denominator) = (value, 0.0)
        var index = 1.0
        var factor = 0.0
        while (factor - 1).magnitude > 2 * epsilon, index < 1e7 {
            let (a, b) = term(index)
            denominator = b + a * denominator
            if denominator == 0 { denominator = tiny }
            numerator = b + a / numerator
            if numerator == 0 { numerator = tiny }
            denominator = 1 / denominator
            factor = numerator * denominator
            value *= factor
            index += 1
        }
        return value
    }
}
