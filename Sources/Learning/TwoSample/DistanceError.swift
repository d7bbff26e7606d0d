/// Why two samples could not be compared, or a window did not take a value; nothing is changed.
package enum DistanceError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Sample: String, Hashable, Sendable {
        case reference, current
    }

    case empty(Sample)
    case notFinite(Sample, index: Int, value: Double)
    /// The values lie so far apart that their difference is no number.
    case tooWide
    case binCount(Int)
    case shareCount(reference: Int, current: Int)
    case windowRows(Int)
    case tooFewRows(Sample, rows: Int, least: Int)
    case rowLength(Sample, index: Int, expected: Int, found: Int)
    case columns(reference: [String], current: [String])
    /// Numbers in one sample, categories in the other.
    case otherKind(column: String)
    case test(column: String, SampleError)

    package var description: String {
        switch self {
        case .empty(let sample): "the \(sample.rawValue) sample is empty; give at least one value"
        case .notFinite(let sample, let index, let value):
            "value \(index) of the \(sample.rawValue) sample is \(value); give finite numbers"
        case .tooWide: "the values are further apart than the largest number; scale them down"
        case .binCount(let count): "\(count) bins were asked for; use 2 or more"
        case .shareCount(let reference, let current):
            "the reference has \(reference) bins, the current sample \(current); cut both by the same bins"
        case .windowRows(let rows): "the window has \(rows) rows; use 1 or more"
        case .tooFewRows(let sample, let rows, let least):
            "the \(sample.rawValue) sample has \(rows) rows; give at least \(least)"
        case .rowLength(let sample, let index, let expected, let found):
            "row \(index) of the \(sample.rawValue) sample has \(found) numbers; give \(expected), at least one"
        case .columns(let reference, let current):
            "the reference has the columns \(reference), the current rows \(current); give the same in the same order"
        case .otherKind(let column): "column \(column) has numbers in one sample and categories in the other"
        case .test(let column, let error): "column \(column): \(error)"
        }
    }
}

extension DistanceError {
    /// Refuses an empty sample, and the first value that is not finite.
    ///
    /// - Complexity: O(values)
    static func check(_ values: [Double], _ sample: Sample) throws(DistanceError) {
        guard !values.isEmpty else { throw .empty(sample) }
        // x − x is 0, or NaN where x is not finite: one pass without branches for the usual sample.
        var oddity = 0.0
        for value in values { oddity += value - value }
        guard oddity != 0 else { return }
        for (index, value) in values.enumerated() where !value.isFinite {
            throw .notFinite(sample, index: index, value: value)
        }
    }
}
