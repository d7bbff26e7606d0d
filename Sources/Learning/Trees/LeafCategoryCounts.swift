/// How often each category of a feature came with each class in one leaf.
///
/// The first categories met are counted each, later ones together: a feature with millions of categories takes no more
/// room than one with a few.
struct LeafCategoryCounts: Hashable, Codable, Sendable {
    static let most = 64

    private(set) var codes: [Int] = []
    /// By code as in `codes`, then the others together; one weight a class.
    private(set) var weights: [[Double]] = []
    private(set) var others: [Double] = []

    mutating func add(_ code: Int, label: Int, weight: Double) {
        if let place = codes.firstIndex(of: code) {
            Self.add(weight, to: &weights[place], at: label)
        } else if codes.count < Self.most {
            codes.append(code)
            var fresh: [Double] = []
            Self.add(weight, to: &fresh, at: label)
            weights.append(fresh)
        } else {
            Self.add(weight, to: &others, at: label)
        }
    }

    /// The share of a class that had this category, smoothed by one example a category.
    ///
    /// - Complexity: O(categories kept)
    func likelihood(_ code: Int, label: Int) -> Double {
        var total = Self.weight(others, label)
        for counts in weights { total += Self.weight(counts, label) }
        let own = codes.firstIndex(of: code).map { Self.weight(weights[$0], label) } ?? Self.weight(others, label)
        return (own + 1) / (total + Double(codes.count) + 1)
    }

    private static func add(_ weight: Double, to counts: inout [Double], at label: Int) {
        while counts.count <= label { counts.append(0) }
        counts[label] += weight
    }

    private static func weight(_ counts: [Double], _ label: Int) -> Double {
        label < counts.count ? counts[label] : 0
    }
}
