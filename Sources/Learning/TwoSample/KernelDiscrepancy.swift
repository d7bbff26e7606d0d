package import Domain

/// The maximum mean discrepancy of two samples of rows: how far apart a Gaussian kernel sees their distributions.
///
///     let discrepancy = try KernelDiscrepancy(reference: old, current: new)
///     try discrepancy.test(permutations: 500, using: &generator).pValue
///
/// Sees any difference of any number of features at once. Scale features before: the kernel weighs them by their unit.
///
/// Source: Gretton, Borgwardt, Rasch, Schölkopf, Smola, "A Kernel Two-Sample Test", JMLR 13, 2012, equation 3.
package struct KernelDiscrepancy: Sendable {
    /// The distance at which the kernel has fallen to e to the power −½.
    package let bandwidth: Double
    /// The unbiased estimate of the squared discrepancy: around 0, and also below, where the distributions are the same.
    package let statistic: Double
    /// The kernel of each pair of rows, row-major, with 0 for a row and itself.
    private let kernel: [Double]
    private let referenceCount: Int
    private let count: Int
    private let rowSums: [Double]

    /// - Parameters:
    ///   - reference: Two rows or more, all of one length.
    ///   - current: Two rows or more of the same length.
    ///   - bandwidth: Above 0; nil takes the median distance between any two rows.
    /// - Throws: ``SampleError/tooFew(_:count:needed:)``, ``SampleError/rowLength(_:index:length:expected:)``,
    ///   ``SampleError/value(_:index:value:)`` with the row's index, ``SampleError/bandwidth(_:)``, and
    ///   ``SampleError/noMedianDistance`` where half of all pairs of rows are equal
    /// - Complexity: O(rows² · features), and O(rows²) memory
    package init(reference: [[Double]], current: [[Double]], bandwidth: Double? = nil) throws(SampleError) {
        let width = reference.first?.count ?? 0
        try SampleError.check(rows: reference, width: width, .reference)
        try SampleError.check(rows: current, width: width, .current)
        let rows = reference + current
        let squares = Self.squaredDistances(rows)
        let chosen: Double
        if let bandwidth { chosen = bandwidth } else { chosen = try Self.medianDistance(squares, rows: rows.count) }
        guard chosen > 0, chosen.isFinite else { throw .bandwidth(chosen) }
        self.bandwidth = chosen
        var kernel = squares.map { Elementary.exp(-$0 / chosen / chosen / 2) }
        for row in rows.indices { kernel[row * rows.count + row] = 0 }
        self.kernel = kernel
        count = rows.count
        referenceCount = reference.count
        rowSums = rows.indices.map { row in
            kernel[row * rows.count..<(row + 1) * rows.count].reduce(0, +)
        }
        statistic = Self.estimate(
            of: Array(0..<reference.count), kernel: kernel, rowSums: rowSums, count: rows.count)
    }

    /// Compares the discrepancy with that of random divisions of all rows.
    ///
    /// The p-value counts the true division in, so that it is never 0 and the test keeps its level exactly.
    ///
    /// - Throws: ``SampleError/permutations(_:)``
    /// - Complexity: O(permutations · rows²)
    package func test(permutations: Int, using generator: inout SeededGenerator) throws(SampleError) -> TestResult {
        guard permutations >= 1 else { throw .permutations(permutations) }
        var rows = Array(0..<count)
        var reached = 1
        for _ in 0..<permutations {
            for index in 0..<referenceCount {
                rows.swapAt(index, index + generator.index(below: count - index))
            }
            let drawn = Self.estimate(
                of: Array(rows.prefix(referenceCount)), kernel: kernel, rowSums: rowSums, count: count)
            // The same division adds up in another order.
            if drawn >= statistic - 1e-12 { reached += 1 }
        }
        return TestResult(statistic: statistic, pValue: Double(reached) / Double(permutations + 1))
    }

    /// The estimate where the reference consists of `chosen` rows.
    private static func estimate(of chosen: [Int], kernel: [Double], rowSums: [Double], count: Int) -> Double {
        var within = 0.0
        for row in chosen {
            for column in chosen { within += kernel[row * count + column] }
        }
        let across = chosen.reduce(0) { $0 + rowSums[$1] } - within
        let rest = rowSums.reduce(0, +) - within - 2 * across
        let (n, m) = (Double(chosen.count), Double(count - chosen.count))
        return within / (n * (n - 1)) + rest / (m * (m - 1)) - 2 * across / (n * m)
    }

    private static func squaredDistances(_ rows: [[Double]]) -> [Double] {
        var squares = [Double](repeating: 0, count: rows.count * rows.count)
        for row in rows.indices {
            for column in 0..<row {
                let square = zip(rows[row], rows[column]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                squares[row * rows.count + column] = square
                squares[column * rows.count + row] = square
            }
        }
        return squares
    }

    private static func medianDistance(_ squares: [Double], rows: Int) throws(SampleError) -> Double {
        let distances = (0..<rows).flatMap { row in (0..<row).map { squares[row * rows + $0].squareRoot() } }.sorted()
        let median = (distances[(distances.count - 1) / 2] + distances[distances.count / 2]) / 2
        guard median > 0 else { throw .noMedianDistance }
        return median
    }
}
