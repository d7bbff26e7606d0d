import Domain

/// A normal distribution over numbers in [0, 1] that moves and stretches towards the better ones of what was tried.
///
/// Points from elsewhere may be among them: a step longer than its own usually are is shortened.
///
/// Sources: Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv:1604.00772; Hansen, "Injecting External Solutions
/// Into CMA-ES", arXiv:1110.4181; Hamano et al., "CMA-ES with Margin", GECCO 2022, for the least width of whole
/// numbers.
struct AdaptedNormal: Sendable {
    /// A population's weights and the rates of learning that follow from them.
    private struct Rates {
        let weights: [Double]
        let effective: Double
        let stepPath: Double
        let damping: Double
        let shapePath: Double
        let rankOne: Double
        let rankMany: Double
        /// The expected length of a standard normal vector.
        let usualLength: Double

        init(population: Int, dimensions: Int) {
            let size = Double(dimensions)
            let middle = Elementary.log((Double(population) + 1) / 2)
            let raw = (1...max(population / 2, 1)).map { middle - Elementary.log(Double($0)) }
            let sum = raw.reduce(0, +)
            weights = raw.map { $0 / sum }
            effective = 1 / weights.reduce(0) { $0 + $1 * $1 }
            stepPath = (effective + 2) / (size + effective + 5)
            damping = 1 + 2 * max(0, ((effective - 1) / (size + 1)).squareRoot() - 1) + stepPath
            shapePath = (4 + effective / size) / (size + 4 + 2 * effective / size)
            rankOne = 2 / ((size + 1.3) * (size + 1.3) + effective)
            rankMany = min(1 - rankOne, 2 * (effective - 2 + 1 / effective) / ((size + 2) * (size + 2) + effective))
            usualLength = size.squareRoot() * (1 - 1 / (4 * size) + 1 / (21 * size * size))
        }
    }

    private(set) var mean: [Double]
    /// The width along the shape's axes.
    private(set) var step: Double
    private var shape: SymmetricMatrix
    private var stepPath: [Double]
    private var shapePath: [Double]
    private var generations = 0
    private var axisLengths: [Double]
    private var axes: [Double]
    /// The least standard deviation of each number.
    private let leastWidths: [Double]
    private var size: Int { mean.count }

    init(mean: [Double], step: Double, leastWidths: [Double]) {
        self.mean = mean
        self.step = step
        self.leastWidths = leastWidths
        shape = SymmetricMatrix(size: mean.count)
        stepPath = mean.map { _ in 0 }
        shapePath = stepPath
        axisLengths = mean.map { _ in 1 }
        axes = shape.values
    }

    /// The greatest standard deviation along an axis.
    var reach: Double { step * (axisLengths.max() ?? 0) }

    /// Draws a point of [0, 1]ⁿ: what lies outside is drawn again, in the end moved to the nearer end.
    func draw(using generator: inout SeededGenerator) -> [Double] {
        var point = mean
        for _ in 0..<10 {
            let scaled = axisLengths.map { $0 * NormalTable.draw(using: &generator) }
            for row in 0..<size {
                let along = (0..<size).reduce(0) { $0 + axes[row * size + $1] * scaled[$1] }
                point[row] = mean[row] + max(step, 0) * along
            }
            widen(&point, using: &generator)
            if point.allSatisfy({ $0 >= 0 && $0 <= 1 }) { return point }
        }
        return point.map { min(max($0, 0), 1) }
    }

    /// Adds what a whole number's width lacks.
    private func widen(_ point: inout [Double], using generator: inout SeededGenerator) {
        for place in 0..<size {
            let variance = step * step * shape.values[place * size + place]
            let lack = leastWidths[place] * leastWidths[place] - variance
            if lack > 0 { point[place] += lack.squareRoot() * NormalTable.draw(using: &generator) }
        }
    }

    /// Moves towards the better half of a population.
    ///
    /// - Parameter population: Points, the best first; NaN where a number does not apply.
    mutating func move(_ population: [[Double]]) {
        let rates = Rates(population: population.count, dimensions: size)
        let steps = population.prefix(rates.weights.count).map(shortened)
        let shift = (0..<size).map { place in
            zip(rates.weights, steps).reduce(0) { $0 + $1.0 * $1.1[place] }
        }
        for place in 0..<size { mean[place] = min(max(mean[place] + step * shift[place], 0), 1) }
        generations += 1
        let length = lengthen(whitened(shift), rates)
        let limit = (1 - Elementary.exp(2 * Double(generations) * Elementary.log(1 - rates.stepPath))).squareRoot()
        let isSteady = length / limit < (1.4 + 2 / (Double(size) + 1)) * rates.usualLength
        reshape(steps, shift, isSteady: isSteady, rates)
        let change = rates.stepPath / rates.damping * (length / rates.usualLength - 1)
        step = min(step * Elementary.exp(min(change, 0.6)), 1)
    }

    /// A point as a step from the mean, in units of ``step``, at most a little longer than drawn ones are.
    private func shortened(_ point: [Double]) -> [Double] {
        let offset = (0..<size).map { point[$0].isNaN ? 0 : (point[$0] - mean[$0]) / step }
        let white = whitened(offset)
        let length = white.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let most = Double(size).squareRoot() + 2 * Double(size) / (Double(size) + 2)
        return length > most ? offset.map { $0 * most / length } : offset
    }

    /// A step on the scale on which the distribution is round.
    private func whitened(_ offset: [Double]) -> [Double] {
        let along = (0..<size).map { axis in
            (0..<size).reduce(0) { $0 + axes[$1 * size + axis] * offset[$1] } / axisLengths[axis]
        }
        return (0..<size).map { row in (0..<size).reduce(0) { $0 + axes[row * size + $1] * along[$1] } }
    }

    /// Takes a shift into the step's path and gives the path's length.
    private mutating func lengthen(_ shift: [Double], _ rates: Rates) -> Double {
        let gain = (rates.stepPath * (2 - rates.stepPath) * rates.effective).squareRoot()
        for place in 0..<size { stepPath[place] = (1 - rates.stepPath) * stepPath[place] + gain * shift[place] }
        return stepPath.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }

    private mutating func reshape(_ steps: [[Double]], _ shift: [Double], isSteady: Bool, _ rates: Rates) {
        let gain = isSteady ? (rates.shapePath * (2 - rates.shapePath) * rates.effective).squareRoot() : 0
        for place in 0..<size { shapePath[place] = (1 - rates.shapePath) * shapePath[place] + gain * shift[place] }
        let missing = isSteady ? 0 : rates.rankOne * rates.shapePath * (2 - rates.shapePath)
        let kept = 1 - rates.rankOne - rates.rankMany + missing
        for row in 0..<size {
            for column in 0...row {
                let many = zip(rates.weights, steps).reduce(0) { $0 + $1.0 * $1.1[row] * $1.1[column] }
                let value =
                    kept * shape.values[row * size + column] + rates.rankOne * shapePath[row] * shapePath[column]
                    + rates.rankMany * many
                shape.values[row * size + column] = value
                shape.values[column * size + row] = value
            }
        }
        let (lengths, columns) = shape.axes()
        axes = columns
        axisLengths = lengths.map { max($0, 1e-20).squareRoot() }
    }
}
