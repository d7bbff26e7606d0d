/// The middle of some numbers and the middles of their halves.
struct Quartiles: Encodable {
    var median: Double
    var lower: Double
    var upper: Double

    init(median: Double, lower: Double, upper: Double) {
        self.median = median
        self.lower = lower
        self.upper = upper
    }

    /// - Precondition: There is a number.
    init(of numbers: [Double]) {
        let sorted = numbers.sorted()
        func quantile(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let (low, high) = (Int(place), min(Int(place) + 1, sorted.count - 1))
            return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
        }
        self.init(median: quantile(0.5), lower: quantile(0.25), upper: quantile(0.75))
    }
}
