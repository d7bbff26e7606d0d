/// Why two samples can't be compared.
package enum SampleError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty(SampleRole)
    case tooFew(SampleRole, count: Int, needed: Int)
    case value(SampleRole, index: Int, value: Double)
    case constant(test: String)
    case lengths(reference: Int, current: Int)
    case count(SampleRole, index: Int, value: Int)
    case notFourfold(categories: Int)
    case rowLength(SampleRole, index: Int, length: Int, expected: Int)
    case bandwidth(Double)
    case noMedianDistance
    case permutations(Int)
    case pValue(index: Int, value: Double)

    /// Beyond it squares and differences overflow.
    private static let greatest = 1e100
    /// Beyond it products of counts overflow.
    private static let greatestCount = 1_000_000_000

    package var description: String {
        switch self {
        case .empty(let role):
            "the \(role) sample is empty; give at least one value"
        case .tooFew(let role, let count, let needed):
            "the \(role) sample is too short: \(count) of \(needed) values; gather more before testing"
        case .value(let role, let index, let value):
            "value \(index) of the \(role) sample is \(value); give a number from -1e100 to 1e100"
        case .constant(let test):
            "\(test) is not defined where all values are equal; compare them with Kolmogorov–Smirnov"
        case .lengths(let reference, let current):
            "there are \(reference) reference counts and \(current) current ones; give both for the same categories"
        case .count(let role, let index, let value):
            "count \(index) of the \(role) sample is \(value); use a whole number from 0 to \(Self.greatestCount)"
        case .notFourfold(let categories):
            "Fisher's test got \(categories) categories; give two, or use chi-square or G"
        case .rowLength(let role, let index, let length, let expected):
            "row \(index) of the \(role) sample has \(length) numbers; give it \(expected) like the first reference row"
        case .bandwidth(let bandwidth):
            "the bandwidth is \(bandwidth); use a finite number above 0"
        case .noMedianDistance:
            "the median distance between rows is 0; give a bandwidth"
        case .permutations(let permutations):
            "\(permutations) permutations were asked for; use 1 or more"
        case .pValue(let index, let value):
            "p-value \(index) is \(value); give a number from 0 to 1"
        }
    }

    /// Passes at least one value, each finite and not beyond ±1e100.
    static func check(_ values: [Double], _ role: SampleRole) throws(SampleError) {
        guard !values.isEmpty else { throw .empty(role) }
        if let index = values.firstIndex(where: { !($0.magnitude <= greatest) }) {
            throw .value(role, index: index, value: values[index])
        }
    }

    /// Passes counts of which none is negative and not all are 0.
    static func check(counts: [Int], _ role: SampleRole) throws(SampleError) {
        if let index = counts.firstIndex(where: { $0 < 0 || $0 > greatestCount }) {
            throw .count(role, index: index, value: counts[index])
        }
        guard counts.contains(where: { $0 > 0 }) else { throw .empty(role) }
    }

    /// Passes two or more rows of `width` numbers each.
    static func check(rows: [[Double]], width: Int, _ role: SampleRole) throws(SampleError) {
        guard rows.count >= 2 else { throw .tooFew(role, count: rows.count, needed: 2) }
        for (index, row) in rows.enumerated() {
            guard row.count == width else {
                throw .rowLength(role, index: index, length: row.count, expected: width)
            }
            if let value = row.first(where: { !($0.magnitude <= greatest) }) {
                throw .value(role, index: index, value: value)
            }
        }
    }

    /// Passes samples of at least `needed` values each.
    static func check(_ samples: TwoSamples, atLeast needed: Int) throws(SampleError) {
        for (role, values) in [(SampleRole.reference, samples.reference), (.current, samples.current)]
        where values.count < needed {
            throw .tooFew(role, count: values.count, needed: needed)
        }
    }
}
