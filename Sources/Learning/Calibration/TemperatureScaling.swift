/// Probabilities of many classes from logits that are divided by one fitted temperature.
///
///     let scaling = try TemperatureScaling(logits: logits, classes: 3, labels: labels)
///     try scaling.probabilities([2.1, 0.3, -1])
///
/// A temperature above 1 makes an over-confident model humbler; the most likely class stays the same.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
package struct TemperatureScaling: Hashable, Saved {
    package static let savedName = "temperature-scaling"
    package static let savedVersion = 1
    /// e to the power −10 and 10, as in scikit-learn: where the rows push the temperature without end.
    private static let coldest = 4.5399929762484854e-05
    private static let hottest = 22026.465794806718

    /// In about 0.00005...22,026; the ends where every row is right, or the logits say nothing.
    package let temperature: Double
    package let classes: Int

    /// - Parameters:
    ///   - logits: rows × classes, row-major: logarithms of probabilities, up to a constant a row.
    ///   - classes: 2 or more.
    ///   - labels: The true class of each row.
    ///   - weights: One a row, none negative.
    /// - Throws: ``CalibrationInputError``
    /// - Complexity: O(rows · classes) a step; at most 200 steps, about ten in practice
    package init(
        logits: [Double], classes: Int, labels: [Int], weights: [Double]? = nil
    ) throws(CalibrationInputError) {
        guard classes >= 2 else { throw .classes(classes) }
        try CalibrationInputError.check(scores: logits)
        guard labels.count * classes == logits.count else {
            throw .lengths(scores: logits.count, other: labels.count, name: "labels of \(classes) classes")
        }
        if let row = labels.firstIndex(where: { !(0..<classes).contains($0) }) {
            throw .label(row: row, value: labels[row], classes: classes)
        }
        let weights = weights ?? Array(repeating: 1, count: labels.count)
        try CalibrationInputError.check(weights: weights, rows: labels.count)
        self.classes = classes
        temperature = Self.fitted(Problem(logits: logits, classes: classes, labels: labels, weights: weights))
    }

    /// One probability a class, adding up to 1.
    ///
    /// - Throws: ``CalibrationInputError`` for another count of classes, or a logit that is not finite.
    /// - Complexity: O(classes)
    package func probabilities(_ logits: [Double]) throws(CalibrationInputError) -> [Double] {
        try CalibrationInputError.check(scores: logits)
        guard logits.count == classes else { throw .lengths(scores: logits.count, other: classes, name: "classes") }
        let greatest = logits.reduce(-.infinity, max)
        let powers = logits.map { Elementary.exp(($0 - greatest) / temperature) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Newton's method on 1 ÷ temperature, in which the loss is convex, inside a bracket that halves where it leaves.
    private static func fitted(_ problem: Problem) -> Double {
        var (low, high) = (1 / hottest, 1 / coldest)
        if problem.slope(at: low).first >= 0 { return hottest }
        if problem.slope(at: high).first <= 0 { return coldest }
        var inverse = 1.0
        for _ in 0..<200 {
            let (slope, curvature) = problem.slope(at: inverse)
            if slope > 0 { high = inverse } else { low = inverse }
            var next = inverse - slope / curvature
            if !(next > low && next < high) { next = (low * high).squareRoot() }
            if (next - inverse).magnitude <= 1e-14 * inverse { return 1 / next }
            inverse = next
        }
        return 1 / inverse
    }

    private struct Problem {
        var logits: [Double]
        var classes: Int
        var labels: [Int]
        var weights: [Double]

        /// First and second derivative of the log loss by 1 ÷ temperature.
        func slope(at inverse: Double) -> (first: Double, second: Double) {
            var (first, second) = (0.0, 0.0)
            for row in labels.indices {
                let values = logits[(row * classes)..<((row + 1) * classes)]
                let greatest = values.reduce(-.infinity, max)
                var (mass, mean, square) = (0.0, 0.0, 0.0)
                for value in values {
                    let power = Elementary.exp(inverse * (value - greatest))
                    mass += power
                    mean += power * (value - greatest)
                    square += power * (value - greatest) * (value - greatest)
                }
                (mean, square) = (mean / mass, square / mass)
                first += weights[row] * (mean - (logits[row * classes + labels[row]] - greatest))
                second += weights[row] * max(0, square - mean * mean)
            }
            return (first, second)
        }
    }
}
