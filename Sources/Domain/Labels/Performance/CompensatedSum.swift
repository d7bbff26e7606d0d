/// A sum that keeps what rounding drops, so that a great number which is taken out again leaves the others exact.
struct CompensatedSum: Hashable, Sendable {
    private var sum = 0.0
    private var rest = 0.0

    init() {}

    var value: Double { sum + rest }

    /// Neumaier's way.
    mutating func add(_ number: Double) {
        let total = sum + number
        rest += sum.magnitude >= number.magnitude ? (sum - total) + number : (number - total) + sum
        sum = total
    }
}
