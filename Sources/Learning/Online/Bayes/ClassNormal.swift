/// The normal distribution of one number within one class, with what a density takes kept ready.
struct ClassNormal: Hashable, Sendable {
    /// River's, so that no density is 0.
    private static let least = 1e-9
    /// 1 ÷ √(2π).
    private static let peak = 0.3989422804014327

    private var moments = WeightedMoments()
    /// −1 ÷ 2σ²; 0 while the variance is 0.
    private var exponent = 0.0
    /// 1 ÷ (σ√(2π)); 0 while the variance is 0.
    private var height = 0.0

    /// Counts one number in; a missing or absurd one is left out.
    ///
    /// - Complexity: O(1)
    mutating func add(_ value: Double, weight: Double) {
        guard WeightedMoments.takes(value) else { return }
        moments.add(value, weight: weight)
        prepare()
    }

    /// The density at a value, raised by 1e-9; nil for a missing value.
    ///
    /// - Complexity: O(1), one exponential
    func density(_ value: Double) -> Double? {
        guard WeightedMoments.takes(value) else { return nil }
        guard height > 0 else { return Self.least }
        let distance = value - moments.mean
        return Self.least + height * Elementary.exp(distance * distance * exponent)
    }

    private mutating func prepare() {
        let variance = moments.variance
        // A variance so small that its inverse is infinite has no density that could be told from a single point.
        guard variance > 1e-300 else { return }
        exponent = -0.5 / variance
        height = Self.peak / variance.squareRoot()
    }
}

extension ClassNormal: Codable {
    init(from decoder: any Decoder) throws {
        moments = try WeightedMoments(from: decoder)
        prepare()
    }

    func encode(to encoder: any Encoder) throws {
        try moments.encode(to: encoder)
    }
}
