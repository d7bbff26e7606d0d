/// Why sequential evidence was not taken in; the state is as it was before.
package enum EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
    case setting(name: String, value: Double, allowed: String)
    case range(lower: Double, upper: Double)
    case notFinite(Double)
    case outside(value: Double, lower: Double, upper: Double)
    case notAnEValue(Double)
    case shares([Double])
    case arm(index: Int, arms: Int)
    case count(Int)

    private static let greatest = 1e100

    package var description: String {
        switch self {
        case .setting(let name, let value, let allowed):
            "\(name) is \(value); use \(allowed)"
        case .range(let lower, let upper):
            "the range goes from \(lower) to \(upper); give finite bounds, the lower one first"
        case .notFinite(let value):
            "the value is \(value); give a finite number"
        case .outside(let value, let lower, let upper):
            "the value is \(value), the sequence was made for \(lower) to \(upper); clip it or make a wider sequence"
        case .notAnEValue(let value):
            "the e-value is \(value); use a finite number that is not negative"
        case .shares(let shares):
            "the planned shares are \(shares); give two or more, each above 0, that add up to 1"
        case .arm(let index, let arms):
            "arm \(index) is not in the plan; use a whole number from 0 to \(arms - 1)"
        case .count(let count):
            "the count is \(count); use a whole number that is not negative"
        }
    }

    /// Passes a number strictly between 0 and 1.
    static func checkLevel(_ name: String, _ value: Double) throws(EvidenceError) {
        guard value > 0, value < 1 else {
            throw .setting(name: name, value: value, allowed: "a number between 0 and 1, both excluded")
        }
    }

    /// Passes a positive number whose square neither overflows nor vanishes.
    static func checkPositive(_ name: String, _ value: Double) throws(EvidenceError) {
        guard value >= 1 / greatest, value <= greatest else {
            throw .setting(name: name, value: value, allowed: "a number above 0, from \(1 / greatest) to \(greatest)")
        }
    }

    /// Passes a finite number whose square does not overflow.
    static func checkValue(_ value: Double) throws(EvidenceError) {
        guard value.isFinite else { throw .notFinite(value) }
        guard value.magnitude <= greatest else {
            throw .outside(value: value, lower: -greatest, upper: greatest)
        }
    }
}
