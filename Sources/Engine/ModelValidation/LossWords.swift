import Domain
import Learning

/// Loss differences in words that need no sign.
enum LossWords {
    /// `worse by 0.083`.
    static func harm(_ difference: Double) -> String {
        "\(difference > 0 ? "worse" : "better") by \(Decimal.fixed(difference.magnitude, 3))"
    }

    /// `worse by 0.083 ± 0.020`.
    static func interval(_ interval: MeanInterval) -> String {
        "\(harm(interval.mean)) ± \(Decimal.fixed(interval.margin, 3))"
    }
}
