package enum Tune {
    package nonisolated(unsafe) static var v: [String: Double] = [:]
    static func get(_ name: String, _ d: Double) -> Double { v[name] ?? d }
}
/// How wide the kernels of a Parzen mixture are.
struct KernelWidth {
    let factor: Double
    let floor: Double
    let usesSpread: Bool

    func width(_ middles: [Double], weights: [Double], dimensions: Int, scale: ParameterScale) -> Double {
        let n = Double(max(middles.count, 1))
        let shrink = Elementary.exp(-Elementary.log(n) / (Double(dimensions) + 4))
        var width = factor * shrink
        if usesSpread {
            let total = weights.reduce(0, +) + 1
            // Variance with one even kernel as prior
            var mean = 0.5, sum = 1.0 
            for (m, w) in zip(middles, weights) { mean += w * m; sum += w }
            mean /= sum
            var variance = (1.0 / 12 ) * Tune.get("pv", 1)
            for (m, w) in zip(middles, weights) { variance += w * (m - mean) * (m - mean) }
            width *= (variance / total).squareRoot() * 3.4641016151377544
        }
        var least = max(floor, 1e-4)
        if case .int(let low, let high) = scale { least = max(least, 0.5 / Double(high - low + 1)) }
        if case .logInt(let low, let high, _, _) = scale { least = max(least, 0.25 / Double(high - low + 1)) }
        return min(max(width, least), 1)
    }
}
