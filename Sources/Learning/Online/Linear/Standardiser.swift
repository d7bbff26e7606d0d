/// Brings each number to mean 0 and variance 1 by its own running moments.
///
/// A missing number (NaN) is taken as the mean and not learned; a constant one becomes 0. So is a number from 1e150 on,
/// whose square would make the moments infinite for good.
struct Standardiser: Hashable, Sendable {
    /// What is known of one number; side by side in memory, as they are used together.
    private struct Moments: Hashable {
        var weight = 0.0
        var mean = 0.0
        var squares = 0.0
        /// The square root of the variance, kept so that an answer costs one division a number.
        var deviation = 0.0

        /// Counts the value in and gives it scaled.
        @inline(__always)
        mutating func learn(_ value: Double, weight added: Double, limit: Double) -> Double {
            guard WeightedMoments.takes(value) else { return 0 }
            weight += added
            let before = value - mean
            mean += before * added / weight
            let after = value - mean
            squares += before * after * added
            deviation = (squares / weight).squareRoot()
            return deviation > 0 ? Swift.min(Swift.max(after / deviation, -limit), limit) : 0
        }

        func scaled(_ value: Double, limit: Double) -> Double {
            guard WeightedMoments.takes(value), deviation > 0 else { return 0 }
            return min(max((value - mean) / deviation, -limit), limit)
        }
    }

    /// Places of the numbers among the features.
    private let places: [Int]
    /// Standard deviations from 0 at which a number is cut.
    private let limit: Double
    private var moments: [Moments]

    /// - Parameters:
    ///   - places: Places of the numbers among the features.
    ///   - limit: Standard deviations from 0 at which a number is cut.
    init(places: [Int], limit: Double) {
        self.places = places
        self.limit = limit
        moments = Array(repeating: Moments(), count: places.count)
    }

    var count: Int { moments.count }

    /// The `index`-th number as a multiple of its standard deviation.
    ///
    /// - Complexity: O(1)
    func scaled(_ index: Int, of features: [Double]) -> Double {
        moments[index].scaled(features[places[index]], limit: limit)
    }

    /// Counts one example's numbers in, then writes them as multiples of their standard deviations.
    ///
    /// - Complexity: O(numbers)
    mutating func learn(_ numbers: UnsafeMutableBufferPointer<Double>, _ features: [Double], weight: Double) {
        moments.withUnsafeMutableBufferPointer { moments in
            for (index, place) in places.enumerated() {
                numbers[index] = moments[index].learn(features[place], weight: weight, limit: limit)
            }
        }
    }
}

extension Standardiser: Codable {
    private enum CodingKeys: CodingKey {
        case places, limit, weights, means, squares
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let weights = try values.decode([Double].self, forKey: .weights)
        let means = try values.decode([Double].self, forKey: .means)
        let squares = try values.decode([Double].self, forKey: .squares)
        places = try values.decode([Int].self, forKey: .places)
        limit = try values.decode(Double.self, forKey: .limit)
        guard places.count == weights.count, weights.count == means.count, means.count == squares.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .places, in: values, debugDescription: "a standardiser whose lists have different lengths")
        }
        moments = weights.indices.map { index in
            let (weight, square) = (weights[index], squares[index])
            let deviation = weight > 0 ? (square / weight).squareRoot() : 0
            return Moments(weight: weight, mean: means[index], squares: square, deviation: deviation)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(places, forKey: .places)
        try values.encode(limit, forKey: .limit)
        try values.encode(moments.map(\.weight), forKey: .weights)
        try values.encode(moments.map(\.mean), forKey: .means)
        try values.encode(moments.map(\.squares), forKey: .squares)
    }
}
