/// The targets that came with a number, in bins of equal width whose range doubles when a value falls outside.
///
/// Neighbouring bins are then joined, so that it costs the same whatever comes: O(1) an example but for the doublings.
///
/// Source: after Mastelini, de Carvalho, "Using dynamical quantization to perform split attempts in online tree
/// regressors", Pattern Recognition Letters 145, 2021; here with a fixed number of bins.
struct TargetHistogram: Hashable, Sendable {
    static let bins = 32
    /// Numbers beyond fall into the outermost bins, so that the width stays a number.
    private static let limit = 1e100

    private var origin = 0.0
    /// Of a bin; 0 before the first value.
    private var width = 0.0
    private var moments: [TargetMoments] = []

    init() {}

    /// Counts one finite value in; `scale` is the spread of the feature elsewhere, to begin with, 0 where unknown.
    mutating func add(_ value: Double, target: Double, weight: Double, scale: Double) {
        let value = min(max(value, -Self.limit), Self.limit)
        if width == 0 { begin(value, scale) }
        while value < origin || value >= origin + width * Double(Self.bins) { widen(downwards: value < origin) }
        let bin = min(Self.bins - 1, Int((value - origin) / width))
        moments[bin].add(target, weight: weight)
    }

    /// The cuts between bins, with what lies below each.
    func cuts() -> [(threshold: Double, below: TargetMoments)] {
        var below = TargetMoments()
        return moments.indices.dropLast().map { bin in
            below = below + moments[bin]
            return (origin + width * Double(bin + 1), below)
        }
    }

    private mutating func begin(_ value: Double, _ scale: Double) {
        width = min(scale > 0 ? scale / 8 : max(value.magnitude, 1e-3) * 1e-3, Self.limit)
        origin = value - width * Double(Self.bins / 2)
        moments = Array(repeating: TargetMoments(), count: Self.bins)
    }

    private mutating func widen(downwards: Bool) {
        let half = Self.bins / 2
        var joined = Array(repeating: TargetMoments(), count: Self.bins)
        let start = downwards ? half : 0
        for bin in 0..<half { joined[start + bin] = moments[2 * bin] + moments[2 * bin + 1] }
        if downwards { origin -= width * Double(Self.bins) }
        width *= 2
        moments = joined
    }
}

extension TargetHistogram: Codable {
    private enum CodingKeys: CodingKey {
        case numbers
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let numbers = try container.decode(PackedArray.self, forKey: .numbers).values
        guard numbers.count == 2 || numbers.count == 2 + 3 * Self.bins else {
            throw DecodingError.dataCorruptedError(
                forKey: .numbers, in: container, debugDescription: "\(numbers.count) numbers in a histogram")
        }
        origin = numbers[0]
        width = numbers[1]
        moments = stride(from: 2, to: numbers.count, by: 3).map {
            TargetMoments(weight: numbers[$0], sum: numbers[$0 + 1], squares: numbers[$0 + 2])
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let numbers = [origin, width] + moments.flatMap { [$0.weight, $0.sum, $0.squares] }
        try container.encode(PackedArray(numbers), forKey: .numbers)
    }
}
