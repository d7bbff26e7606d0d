/// Why scores were not taken for a calibration or an estimate.
package enum CalibrationInputError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case lengths(scores: Int, other: Int, name: String)
    case score(row: Int, value: Double)
    case target(row: Int, value: Double)
    case weight(row: Int, value: Double)
    case noWeight
    case classes(Int)
    case label(row: Int, value: Int, classes: Int)
    case bins(Int)
    case threshold(Double)
    case columnShift(column: String)

    package var description: String {
        switch self {
        case .empty:
            "there is no row; give at least one score"
        case .lengths(let scores, let other, let name):
            "there are \(scores) scores and \(other) \(name); give one a score"
        case .score(let row, let value):
            "the score of row \(row) is \(value); give a number from -1e100 to 1e100"
        case .target(let row, let value):
            "the target of row \(row) is \(value); give a number from -1e100 to 1e100"
        case .weight(let row, let value):
            "the weight of row \(row) is \(value); give a finite number that is not negative"
        case .noWeight:
            "all weights are 0; give at least one row a weight above 0"
        case .classes(let classes):
            "the model has \(classes) classes; temperature needs 2 or more"
        case .label(let row, let value, let classes):
            "the label of row \(row) is class \(value); use a whole number from 0 to \(classes - 1)"
        case .threshold(let threshold):
            "the threshold is \(threshold); give a finite number"
        case .columnShift(let column):
            "the stability index of column \(column) is NaN; leave the column out where it is not known"
        case .bins(let bins):
            "\(bins) bins were asked for; use 1 or more"
        }
    }

    /// Beyond it squares and differences overflow.
    static let greatest = 1e100

    /// Passes at least one score, each finite and not beyond ±1e100.
    static func check(scores: [Double]) throws(CalibrationInputError) {
        guard !scores.isEmpty else { throw .empty }
        if let row = scores.firstIndex(where: { !($0.magnitude <= greatest) }) {
            throw .score(row: row, value: scores[row])
        }
    }

    /// Passes one weight a row, none negative, not all 0.
    static func check(weights: [Double], rows: Int) throws(CalibrationInputError) {
        guard weights.count == rows else { throw .lengths(scores: rows, other: weights.count, name: "weights") }
        if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .weight(row: row, value: weights[row])
        }
        guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
    }
}
