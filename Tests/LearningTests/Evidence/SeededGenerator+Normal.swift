import Domain

extension SeededGenerator {
    /// Nearly normal with mean 0 and variance 1: the sum of twelve even numbers.
    mutating func nearlyNormal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unitInterval() }
        return sum
    }
}
