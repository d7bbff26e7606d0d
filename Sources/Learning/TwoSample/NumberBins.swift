/// Inner edges between bins of numbers; bin i has the values from edge i − 1 on and below edge i.
struct NumberBins: Hashable, Codable, Sendable {
    private static let fewValues = 20

    /// Ascending, without repetition.
    let edges: [Double]

    var count: Int { edges.count + 1 }

    /// Cuts two samples by a rule.
    ///
    /// - Precondition: The samples are not empty, and finite.
    /// - Throws: ``DistanceError/binCount(_:)``, ``DistanceError/tooWide``
    init(_ rule: BinRule, reference: [Double], current: [Double]) throws(DistanceError) {
        switch rule {
        case .referenceQuantiles(let count): edges = try Self.quantiles(reference, count)
        case .sturges: edges = try Self.sturges(reference, current)
        case .values: edges = Self.distinct(reference, current)
        case .evidently:
            let hasFew = Self.merged(reference.sorted()).count <= Self.fewValues
            edges = hasFew ? Self.distinct(reference, current) : try Self.sturges(reference, current)
        }
    }

    /// - Complexity: O(log bins)
    func bin(_ value: Double) -> Int {
        var (low, high) = (0, edges.count)
        while low < high {
            let middle = (low + high) / 2
            if value < edges[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Values a bin.
    func counts(_ values: [Double]) -> [Int] {
        var counts = Array(repeating: 0, count: count)
        for value in values { counts[bin(value)] += 1 }
        return counts
    }

    private static func quantiles(_ values: [Double], _ count: Int) throws(DistanceError) -> [Double] {
        guard count >= 2 else { throw .binCount(count) }
        let sorted = values.sorted()
        return merged(
            (1..<count).map { bin in
                let position = Double(sorted.count - 1) * (Double(bin) / Double(count))
                let place = Int(position)
                let (low, high) = (sorted[place], sorted[min(place + 1, sorted.count - 1)])
                let share = position - Double(place)
                // From the nearer end, so that the last one is met exactly.
                return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share)
            })
    }

    private static func sturges(_ reference: [Double], _ current: [Double]) throws(DistanceError) -> [Double] {
        let (low, high) = SampleRange.bounds(reference, SampleRange.bounds(current))
        guard (high - low).isFinite else { throw .tooWide }
        let rows = reference.count + current.count
        let bins = Int.bitWidth - (rows - 1).leadingZeroBitCount + 1
        let step = (high - low) / Double(bins)
        return merged((1..<bins).map { Double($0) * step + low })
    }

    /// All values but the smallest begin a bin.
    private static func distinct(_ reference: [Double], _ current: [Double]) -> [Double] {
        Array(merged((reference + current).sorted()).dropFirst())
    }

    private static func merged(_ sorted: [Double]) -> [Double] {
        var merged: [Double] = []
        for value in sorted where merged.last != value { merged.append(value) }
        return merged
    }
}
