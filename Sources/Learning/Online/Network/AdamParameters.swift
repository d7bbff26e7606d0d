import Foundation

/// Numbers that Adam moves, with its two fading means of their gradients.
///
/// Source: Kingma, Ba, "Adam", ICLR 2015; decay as in Loshchilov, Hutter, "Decoupled Weight Decay Regularization", ICLR
/// 2019.
struct AdamParameters: Hashable, Sendable {
    /// The corrections of the means for their start, after so many steps.
    struct Clock: Hashable, Codable, Sendable {
        /// 1 − 0.9ᵗ and 1 − 0.999ᵗ.
        private(set) var first = 0.0
        private(set) var second = 0.0

        mutating func advance() {
            first = AdamParameters.momentum * first + (1 - AdamParameters.momentum)
            second = AdamParameters.factor * second + (1 - AdamParameters.factor)
        }
    }

    private static let momentum = 0.9
    private static let factor = 0.999

    private(set) var values: [Double]
    private var means: [Double]
    private var squares: [Double]

    init(_ values: [Double] = []) {
        self.values = values
        means = Array(repeating: 0, count: values.count)
        squares = means
    }

    /// More numbers, from 0.
    mutating func grow(to count: Int) {
        let zeros = Array(repeating: 0.0, count: max(0, count - values.count))
        values += zeros
        means += zeros
        squares += zeros
    }

    mutating func set(_ index: Int, to value: Double) {
        values[index] = value
    }

    /// Moves the numbers from `first` on against a gradient.
    ///
    /// - Complexity: O(gradient)
    mutating func move(
        from first: Int, _ gradient: [Double], scale: Double, _ clock: Clock, _ settings: NetworkSettings
    ) {
        for (offset, slope) in gradient.enumerated() {
            let (index, slope) = (first + offset, slope * scale)
            means[index] = Self.momentum * means[index] + (1 - Self.momentum) * slope
            squares[index] = Self.factor * squares[index] + (1 - Self.factor) * slope * slope
            let step = means[index] / clock.first / ((squares[index] / clock.second).squareRoot() + 1e-8)
            values[index] -= settings.rate * (step + settings.decay * values[index])
        }
    }
}

extension AdamParameters: Codable {
    private enum CodingKeys: CodingKey {
        case values, means, squares
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = try container.decodePacked(forKey: .values)
        means = try container.decodePacked(forKey: .means)
        squares = try container.decodePacked(forKey: .squares)
        guard means.count == values.count, squares.count == values.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container, debugDescription: "parameters whose lists have different lengths")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PackedNumbers.data(values), forKey: .values)
        try container.encode(PackedNumbers.data(means), forKey: .means)
        try container.encode(PackedNumbers.data(squares), forKey: .squares)
    }
}
