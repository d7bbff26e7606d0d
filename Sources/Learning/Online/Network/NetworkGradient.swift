/// The gradient of a batch: of all full layers, and of the categories that came.
struct NetworkGradient {
    var full: [Double]
    /// By row of the category.
    var categories: [Int: [Double]] = [:]
    var loss = 0.0

    init(count: Int) {
        full = Array(repeating: 0, count: count)
    }

    mutating func add(_ slopes: [Double], toCategory row: Int) {
        guard var sum = categories[row] else { return categories[row] = slopes }
        for index in slopes.indices { sum[index] += slopes[index] }
        categories[row] = sum
    }

    /// Its rows in their order, so that sums come out the same in every run.
    var rows: [(row: Int, slopes: [Double])] {
        categories.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var length: Double {
        var square = full.reduce(0) { $0 + $1 * $1 }
        for (_, slopes) in rows { square += slopes.reduce(0) { $0 + $1 * $1 } }
        return square.squareRoot()
    }
}
