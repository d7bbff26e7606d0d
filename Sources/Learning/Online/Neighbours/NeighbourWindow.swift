import Foundation

/// The newest examples with their targets, and the nearest of them.
///
/// The distance is Euclid's over numbers in their standard deviations, with 1 added to its square for each category that is
/// another, and for each feature that is missing on either side.
struct NeighbourWindow: Hashable, Sendable {
    struct Neighbour: Hashable {
        var distance: Double
        var target: Double
        var weight: Double
    }

    let layout: FeatureLayout
    let settings: NeighbourSettings
    private var moments: [WeightedMoments]
    /// Rows × features, a ring of rows; a missing feature is infinity, which unlike NaN equals itself.
    private var features: [Double] = []
    private var targets: [Double] = []
    private var weights: [Double] = []
    /// Place of the oldest row once the ring is full.
    private var place = 0

    /// - Precondition: The window and the neighbours are at least 1.
    init(layout: FeatureLayout, settings: NeighbourSettings) {
        precondition(
            settings.window >= 1 && settings.neighbours >= 1, "NeighbourWindow needs at least 1 row and 1 neighbour")
        self.layout = layout
        self.settings = settings
        moments = Array(repeating: WeightedMoments(), count: layout.count)
    }

    var count: Int { targets.count }

    /// Keeps an example of the layout in the oldest one's place.
    ///
    /// - Complexity: O(features)
    mutating func add(_ example: [Double], target: Double, weight: Double) {
        for (index, value) in example.enumerated() where WeightedMoments.takes(value) {
            moments[index].add(value, weight: weight)
        }
        let row = example.map { WeightedMoments.takes($0) ? $0 : .infinity }
        if targets.count < settings.window {
            features += row
            targets.append(target)
            weights.append(weight)
        } else {
            features.replaceSubrange(place * layout.count..<(place + 1) * layout.count, with: row)
            targets[place] = target
            weights[place] = weight
            place = (place + 1) % settings.window
        }
    }

    /// The nearest examples, nearest first; of several at one distance the newest.
    ///
    /// - Complexity: O(window × features), and O(neighbours) for each row that is nearer than those before it
    func nearest(to query: [Double]) -> [Neighbour] {
        let scales = moments.indices.map { index in
            layout.kinds[index] == .number && moments[index].variance > 0 ? 1 / moments[index].standardDeviation : 0
        }
        var found: [Neighbour] = []
        found.reserveCapacity(settings.neighbours + 1)
        for step in 1...max(1, count) where count > 0 {
            // The newest row lies before the oldest one.
            let row = (place + count - step) % count
            let square = squaredDistance(row, query, scales)
            if found.count == settings.neighbours, square >= found[found.count - 1].distance { continue }
            let spot = found.firstIndex { $0.distance > square } ?? found.count
            found.insert(Neighbour(distance: square, target: targets[row], weight: weights[row]), at: spot)
            if found.count > settings.neighbours { found.removeLast() }
        }
        for index in found.indices { found[index].distance = found[index].distance.squareRoot() }
        return found
    }

    /// The neighbours with what each counts for.
    func votes(on query: [Double]) -> [(target: Double, share: Double)] {
        let found = nearest(to: query)
        let votes = found.map { neighbour in
            switch settings.vote {
            case .equal: neighbour.weight
            case .byDistance: neighbour.weight / (neighbour.distance + 1e-9)
            }
        }
        let sum = votes.reduce(0, +)
        return zip(found, votes).map { ($0.target, $1 / sum) }
    }

    private func squaredDistance(_ row: Int, _ query: [Double], _ scales: [Double]) -> Double {
        let first = row * layout.count
        return features.withUnsafeBufferPointer { features in
            var sum = 0.0
            for index in query.indices {
                let difference = (features[first + index] - query[index]) * scales[index]
                let square = difference * difference
                // Where one is missing the difference is infinite or no number at all.
                sum += square <= .greatestFiniteMagnitude ? square : 1
            }
            for index in layout.nominals where features[first + index].isFinite && query[index].isFinite {
                sum += features[first + index] == query[index] ? 0 : 1
            }
            return sum
        }
    }
}

extension NeighbourWindow: Codable {
    private enum CodingKeys: CodingKey {
        case layout, settings, moments, features, targets, weights, place
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        layout = try values.decode(FeatureLayout.self, forKey: .layout)
        settings = try values.decode(NeighbourSettings.self, forKey: .settings)
        moments = try values.decode([WeightedMoments].self, forKey: .moments)
        place = try values.decode(Int.self, forKey: .place)
        features = try values.decodePacked(forKey: .features)
        targets = try values.decodePacked(forKey: .targets)
        weights = try values.decodePacked(forKey: .weights)
        guard moments.count == layout.count, features.count == targets.count * layout.count,
            weights.count == targets.count, 0..<max(1, targets.count) ~= place
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .features, in: values, debugDescription: "a window whose lists have different lengths")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(layout, forKey: .layout)
        try values.encode(settings, forKey: .settings)
        try values.encode(moments, forKey: .moments)
        try values.encode(place, forKey: .place)
        try values.encode(PackedNumbers.data(features), forKey: .features)
        try values.encode(PackedNumbers.data(targets), forKey: .targets)
        try values.encode(PackedNumbers.data(weights), forKey: .weights)
    }
}
