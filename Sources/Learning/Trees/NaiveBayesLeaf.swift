/// What naive Bayes says in a leaf, from the leaf's own statistics.
///
/// The normal densities of a class are multiplied as logarithms, the variances as one running product whose exponent is
/// kept apart: one logarithm a class instead of one a feature.
extension ClassLeafTable {
    /// Least variance of a number, so that a constant one does not rule all others out.
    private static let leastVariance = 1e-18

    /// Puts one score a class, a logarithm but for a common constant; −infinity where a class is ruled out.
    func bayesScores(
        _ slot: Int32, _ features: UnsafeBufferPointer<Double>, into scores: UnsafeMutableBufferPointer<Double>
    ) {
        for label in 0..<classes { scores[label] = bayesScore(slot, features, label: label) }
    }

    private func bayesScore(_ slot: Int32, _ features: UnsafeBufferPointer<Double>, label: Int) -> Double {
        let base = Int(slot) * stride + Self.header + label * block
        let width = width
        let isNumeric = layout.isNumeric
        return slab.values.withUnsafeBufferPointer { slab in
            watched.withUnsafeBufferPointer { watched in
                let prior = slab[base]
                if prior <= 0 { return -.infinity }
                // The square of the density, so that no root is needed.
                var product = prior * prior
                var exponent = 0.0
                var quadratic = 0.0
                for index in 0..<width {
                    let feature = Int(watched[Int(slot) * width + index])
                    let value = features[feature]
                    if value.isNaN { continue }
                    if !isNumeric, layout.kinds[feature] != .number {
                        let likelihood = categories[Int(slot)][index].likelihood(Int(value), label: label)
                        product *= likelihood * likelihood
                    } else {
                        let place = base + 1 + index
                        let count = slab[place]
                        if count <= 0 {
                            if isWatched(slot, index) { return -.infinity }
                            continue
                        }
                        let least = Self.leastVariance
                        let variance = count > 1 ? max(slab[place + 2 * width] / (count - 1), least) : least
                        let precision = 1 / variance
                        let deviation = value - slab[place + width]
                        quadratic += deviation * deviation * precision
                        product *= precision
                    }
                    if product > 1e100 || product < 1e-100 {
                        exponent += Double(product.exponent)
                        product = product.significand
                    }
                }
                return 0.5 * (Elementary.log(product) + exponent * 0.6931471805599453 - quadratic)
            }
        }
    }

    /// Whether any class had this feature in this leaf.
    private func isWatched(_ slot: Int32, _ index: Int) -> Bool {
        let base = Int(slot) * stride + Self.header
        for label in 0..<classes where slab.values[base + label * block + 1 + index] > 0 { return true }
        return false
    }
}
