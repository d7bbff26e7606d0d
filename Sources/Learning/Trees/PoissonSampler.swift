import Domain

/// How many copies of an example a member of an ensemble gets.
///
/// Source: Oza, Russell, "Online Bagging and Boosting", AISTATS 2001.
struct PoissonSampler: Hashable, Codable, Sendable {
    /// Cumulative probabilities of 0, 1, 2 … up to where the rest is below 10⁻¹².
    private let cumulative: [Double]

    /// - Precondition: `mean` is from 0 up to 100.
    init(mean: Double) {
        precondition(mean >= 0 && mean <= 100, "PoissonSampler needs a mean from 0 to 100, got \(mean)")
        var share = Elementary.exp(-mean)
        var sum = share
        var cumulative = [sum]
        var count = 1.0
        while sum < 1 - 1e-12, count < 1_000 {
            share *= mean / count
            sum += share
            cumulative.append(sum)
            count += 1
        }
        self.cumulative = cumulative
    }

    /// - Complexity: O(mean)
    @inline(__always)
    func draw(using generator: inout SeededGenerator) -> Double {
        let point = generator.unitInterval()
        var count = 0
        while count < cumulative.count - 1, point >= cumulative[count] { count += 1 }
        return Double(count)
    }
}
