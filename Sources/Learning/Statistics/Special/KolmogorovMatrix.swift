/// The exact P(Dₙ < d) as one cell of a matrix power.
///
/// With nd = k − h, the paths of the empirical distribution that stay within d are counted by the n-th power of a
/// matrix of 2k − 1 rows.
///
/// Source: Marsaglia, Tsang, Wang, "Evaluating Kolmogorov's Distribution", Journal of Statistical Software 8(18), 2003.
struct KolmogorovMatrix {
    let probability: Double

    /// - Parameters:
    ///   - count: Number of values n.
    ///   - distance: d, from 1 ÷ 2n to 1.
    /// - Complexity: O(k³ log n)
    init(count: Int, distance: Double) {
        let steps = Double(count) * distance
        let centre = Int(steps.rounded(.up))
        let side = 2 * centre - 1
        let step = Self.transitions(side: side, overhang: Double(centre) - steps)
        var power = Scaled(cells: [], exponent: 0)
        var square = Scaled(cells: step, exponent: 0)
        var rest = count
        while rest > 0 {
            if rest % 2 == 1 { power = power.cells.isEmpty ? square : power.times(square, side: side) }
            rest /= 2
            if rest > 0 { square = square.times(square, side: side) }
        }
        var (value, exponent) = (power.cells[(centre - 1) * side + centre - 1], power.exponent)
        for index in 1...count {
            value *= Double(index) / Double(count)
            if value < 0x1p-128 {
                value *= 0x1p128
                exponent -= 128
            }
        }
        probability = exponent < -1000 ? 0 : value * Elementary.scaled(1, by: exponent)
    }

    /// A matrix times a power of 2, so that no cell overflows.
    private struct Scaled {
        var cells: [Double]
        var exponent: Int

        func times(_ other: Scaled, side: Int) -> Scaled {
            var product = [Double](repeating: 0, count: side * side)
            for row in 0..<side {
                for middle in 0..<side {
                    let factor = cells[row * side + middle]
                    if factor == 0 { continue }
                    for column in 0..<side {
                        product[row * side + column] += factor * other.cells[middle * side + column]
                    }
                }
            }
            let isLarge = product[(side / 2) * side + side / 2] > 0x1p128
            if isLarge { product = product.map { $0 * 0x1p-128 } }
            return Scaled(cells: product, exponent: exponent + other.exponent + (isLarge ? 128 : 0))
        }
    }

    /// The matrix of one step, row-major: 1 ÷ (i − j + 1)! below the diagonal, the first column and last row cut off.
    private static func transitions(side: Int, overhang: Double) -> [Double] {
        var inverseFactorials = [1.0]
        for index in 1...side { inverseFactorials.append(inverseFactorials[index - 1] / Double(index)) }
        var powers = [1.0]
        for index in 1...side { powers.append(powers[index - 1] * overhang) }
        var cells = [Double](repeating: 0, count: side * side)
        for row in 0..<side {
            for column in 0...min(row + 1, side - 1) {
                var share = 1.0
                if column == 0 { share -= powers[row + 1] }
                if row == side - 1 { share -= powers[side - column] }
                if column == 0, row == side - 1, overhang > 0.5 {
                    share += (0..<side).reduce(1) { product, _ in product * (2 * overhang - 1) }
                }
                cells[row * side + column] = share * inverseFactorials[row - column + 1]
            }
        }
        return cells
    }
}
