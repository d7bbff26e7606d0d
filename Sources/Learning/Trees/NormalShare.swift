/// The share of a normal distribution that lies below a value.
enum NormalShare {
    /// The share, 0–1, within 2·10⁻⁷; a variance of 0 puts all the weight on the mean.
    ///
    /// Cuts of a tree are estimates from few rows anyway.
    ///
    /// - Complexity: O(1)
    static func below(_ value: Double, mean: Double, variance: Double) -> Double {
        guard variance > 0 else { return value < mean ? 0 : 1 }
        let z = (value - mean) / variance.squareRoot()
        // Abramowitz, Stegun, "Handbook of Mathematical Functions", 26.2.17.
        let t = 1 / (1 + 0.2316419 * z.magnitude)
        var sum = 1.330274429
        sum = sum * t - 1.821255978
        sum = sum * t + 1.781477937
        sum = sum * t - 0.356563782
        sum = sum * t + 0.319381530
        let tail = 0.3989422804014327 * Elementary.exp(-0.5 * z * z) * sum * t
        return z < 0 ? tail : 1 - tail
    }
}
