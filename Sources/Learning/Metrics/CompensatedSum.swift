/// A sum in two numbers, so that what was added can be taken out again without a trace.
///
/// Exact while the summands span less than about 106 bits: an outlier of 10¹² leaves no rounding error in a window.
///
/// Source: Knuth, "The Art of Computer Programming" 2, 4.2.2 (two-sum).
struct CompensatedSum: Hashable, Codable, Sendable {
    private var high = 0.0
    private var low = 0.0

    /// The sum, rounded to one number.
    var value: Double { high }

    /// - Complexity: O(1)
    mutating func add(_ summand: Double) {
        let sum = high + summand
        let part = sum - high
        low += (high - (sum - part)) + (summand - part)
        high = sum + low
        low -= high - sum
    }

    mutating func scale(by factor: Double) {
        high *= factor
        low *= factor
    }
}
