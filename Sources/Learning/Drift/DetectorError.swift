/// Why a detector refused a value; it is as it was before.
package enum DetectorError: Error, Hashable, Sendable, CustomStringConvertible {
    case notFinite(Double)
    /// The detector is for errors that are shares.
    case outOfRange(Double)
    /// Its square would be no finite number.
    case tooLarge(Double)

    package var description: String {
        switch self {
        case .notFinite(let value): "the value is \(value); give a finite number"
        case .outOfRange(let value): "the value is \(value); this detector watches errors from 0 to 1"
        case .tooLarge(let value): "the value is \(value); give a number within ±1e100, in another unit if need be"
        }
    }
}

extension DetectorError {
    /// Refuses what no sum of squares can take.
    @inline(__always)
    static func checkNumber(_ value: Double) throws(DetectorError) {
        guard value.magnitude <= 1e100 else { throw value.isFinite ? .tooLarge(value) : .notFinite(value) }
    }

    /// Refuses what is not from 0 to 1.
    static func checkShare(_ value: Double) throws(DetectorError) {
        guard value.isFinite else { throw .notFinite(value) }
        guard 0...1 ~= value else { throw .outOfRange(value) }
    }
}
