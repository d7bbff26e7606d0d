/// How often each class came with each category of one nominal feature.
///
/// Only categories that were met take memory, and only the first 10,000 of them: the rest share one entry.
struct CategoryCounts: Hashable, Codable, Sendable {
    static let mostCategories = 10_000

    private var categories: [Int: [Double]] = [:]
    private var rest: [Double] = []
    /// Weight of each class where the feature was not missing.
    private var totals: [Double] = []

    /// - Complexity: O(1), and O(classes) for a new category
    mutating func add(_ code: Int, class label: Int, weight: Double) {
        Self.add(weight, at: label, to: &totals)
        if categories[code] != nil || categories.count < Self.mostCategories {
            Self.add(weight, at: label, to: &categories[code, default: []])
        } else {
            Self.add(weight, at: label, to: &rest)
        }
    }

    /// The smoothed share of a category within a class.
    ///
    /// - Complexity: O(1)
    func share(_ code: Int, class label: Int, categories all: Int, smoothing: Double) -> Double {
        let counts = categories[code] ?? rest
        let count = counts.indices.contains(label) ? counts[label] : 0
        let total = totals.indices.contains(label) ? totals[label] : 0
        return (count + smoothing) / (total + smoothing * Double(all))
    }

    private static func add(_ weight: Double, at label: Int, to counts: inout [Double]) {
        if label >= counts.count { counts += Array(repeating: 0, count: label + 1 - counts.count) }
        counts[label] += weight
    }
}
